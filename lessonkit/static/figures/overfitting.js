// A training run to go back in: on the left what the network said everywhere after so many epochs, on the right its two
// losses. All numbers come from the reader's run; nothing is computed here.

function picture(model, el, say) {
  const { left, right } = shell(el);
  const { runs, cells, reach, X, y } = model.get("setup");
  const names = Object.keys(runs);
  const [WIDE, HIGH] = [400, 230];
  const plane = new Plane(left, -reach, reach, 380);
  let [chosen, at, timer] = [names[0], 0, null];
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const choices = names.map((name) => {
    const made = add(row, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", () => { chosen = name; draw(); });
    return made;
  });
  if (names.length < 2) row.style.display = "none";
  const line = add(right, "label", {}, "display:grid;grid-template-columns:4em 12em 3em auto;align-items:center;gap:.5em");
  const name = add(line, "span");
  const input = add(line, "input", { type: "range", min: 0, max: runs[names[0]].stops.length - 1, step: 1 });
  const value = add(line, "output", {}, "font-variant-numeric:tabular-nums;text-align:right");
  input.addEventListener("input", () => { halt(); go(Number(input.value)); });
  const play = add(line, "button", { type: "button" }, `${BUTTON};justify-self:start`);
  play.addEventListener("click", () => (timer ? (halt(), draw()) : start()));
  const told = status(right);
  const low = add(right, "div");
  const curve = add(right, "canvas", {}, `width:${WIDE}px;height:${HIGH}px;max-width:100%`);
  const ratio = window.devicePixelRatio || 1;
  [curve.width, curve.height] = [WIDE * ratio, HIGH * ratio];
  const pen = curve.getContext("2d");
  pen.scale(ratio, ratio);
  const classes = legend(right);
  const key = add(right, "div", {}, "opacity:.85");

  const pictures = {};
  function relief(of, stop) {
    const id = `${of} ${stop}`;
    if (pictures[id]) return pictures[id];
    const ends = [[0, 114, 178], [213, 94, 0]];
    const made = document.createElement("canvas");
    made.width = made.height = cells;
    const brush = made.getContext("2d");
    runs[of].planes[stop].forEach((share, i) => {
      const p = share / 99;
      // the surer, the deeper: white where the network says one half
      const colour = ends[p > 0.5 ? 1 : 0].map((part) => Math.round(255 + (part - 255) * Math.abs(2 * p - 1) * 0.55));
      brush.fillStyle = `rgb(${colour})`;
      brush.fillRect(i % cells, cells - 1 - Math.floor(i / cells), 1, 1);
    });
    return (pictures[id] = made);
  }
  function go(to) {
    at = Math.max(0, Math.min(runs[chosen].stops.length - 1, to));
    if (at === runs[chosen].stops.length - 1) halt();
    draw();
  }
  function start() {
    if (at === runs[chosen].stops.length - 1) at = 0;
    timer = setInterval(() => go(at + 1), 250);
    draw();
  }
  function halt() {
    clearInterval(timer);
    timer = null;
  }
  const lowest = (of) => runs[of].val.reduce((best, loss, i, all) => (loss < all[best] ? i : best), 0);
  function drawCurve() {
    const run = runs[chosen];
    const last = Math.log10(run.train.length + 1);
    const across = (epoch) => 34 + (Math.log10(epoch + 1) / last) * (WIDE - 44);
    // one scale for all runs, so that they can be compared
    const top = Math.min(2.5, Math.max(...names.map((of) => Math.max(...runs[of].val))) * 1.05);
    const down = (loss) => HIGH - 34 - (Math.min(loss, top) / top) * (HIGH - 52);
    const ink = getComputedStyle(curve).color;
    pen.clearRect(0, 0, WIDE, HIGH);
    pen.strokeStyle = pen.fillStyle = ink;
    pen.lineWidth = 1;
    pen.globalAlpha = 0.6;
    pen.font = "11px sans-serif";
    for (let loss = 0; loss <= top; loss += 0.5) pen.fillText(String(loss), 8, down(loss) + 4);
    pen.textAlign = "center";
    for (const epoch of [1, 3, 10, 30, 100, 400]) if (epoch <= run.train.length) pen.fillText(String(epoch), across(epoch), HIGH - 18);
    pen.fillText(say("epoch_axis"), WIDE / 2, HIGH - 3);
    pen.textAlign = "left";
    pen.fillText(say("loss"), 4, 11);
    pen.beginPath();
    pen.moveTo(30, down(0));
    pen.lineTo(WIDE - 6, down(0));
    pen.stroke();
    const epoch = run.stops[at];
    pen.globalAlpha = 0.35;
    pen.fillRect(across(epoch) - 1, 14, 2, HIGH - 48);
    pen.globalAlpha = 1;
    // the reader stands at the chosen epoch and does not see what comes after
    for (const [losses, dash] of [[run.train, [5, 4]], [run.val, []]]) {
      pen.setLineDash(dash);
      pen.lineWidth = dash.length ? 1.7 : 2.4;
      pen.beginPath();
      for (let k = 1; k <= epoch; k++) pen.lineTo(across(k), down(losses[k - 1]));
      pen.stroke();
    }
    pen.setLineDash([]);
    pen.globalAlpha = 1;
    pen.lineWidth = 1.7;
    let place = WIDE - 250;
    for (const [word, dash] of [[say("train"), [5, 4]], [say("val"), []]]) {
      pen.setLineDash(dash);
      pen.beginPath();
      pen.moveTo(place, 8);
      pen.lineTo(place + 24, 8);
      pen.stroke();
      pen.fillText(word, place + 30, 12);
      place += 125;
    }
    pen.setLineDash([]);
  }
  function draw() {
    const run = runs[chosen];
    const epoch = run.stops[at];
    plane.clear();
    plane.pen.imageSmoothingEnabled = true;
    const edge = plane.size / (cells - 1) / 2; // the outermost values lie on the edge of the picture
    plane.pen.drawImage(relief(chosen, at), -edge, -edge, plane.size + 2 * edge, plane.size + 2 * edge);
    X.forEach(([p, q], i) => {
      plane.pen.fillStyle = COLOURS[y[i]];
      plane.pen.strokeStyle = "#ffffff";
      plane.pen.lineWidth = 1;
      plane.pen.beginPath();
      if (y[i]) plane.pen.rect(plane.x(p) - 4, plane.y(q) - 4, 8, 8);
      else plane.pen.arc(plane.x(p), plane.y(q), 4.4, 0, 7);
      plane.pen.fill();
      plane.pen.stroke();
    });
    drawCurve();
    const titles = { plain: say("plain"), L2: say("L2"), dropout: say("dropout") };
    choices.forEach((made, i) => {
      const pressed = names[i] === chosen;
      made.textContent = titles[names[i]];
      made.setAttribute("aria-pressed", pressed);
      made.style.fontWeight = pressed ? "700" : "400";
      made.style.background = pressed ? "rgba(128,128,128,.4)" : "transparent";
    });
    name.textContent = say("epoch");
    input.value = at;
    value.textContent = String(epoch);
    play.textContent = timer ? say("pause") : say("play");
    const text = (loss) => loss.toFixed(3);
    told.textContent = epoch
      ? say("told", { epoch, train: text(run.train[epoch - 1]), val: text(run.val[epoch - 1]) })
      : say("start");
    const best = lowest(chosen);
    low.textContent = epoch === run.stops.at(-1) ? say("low", { val: text(run.val[best]), epoch: best + 1 }) : "";
    low.style.minHeight = "1.5em";
    classes.show(say);
    key.textContent = say("key");
    plane.canvas.setAttribute("aria-label", `${say("picture")} ${told.textContent}`);
    Object.assign(el.dataset, { run: chosen, epoch, val: epoch ? text(run.val[epoch - 1]) : "" });
  }
  plane.canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    halt();
    go(at + by);
  };
  draw();
  return { draw, stop: halt };
}
