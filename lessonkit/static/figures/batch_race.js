// One network, trained by the reader's own function with several batch sizes: what it says now, and its loss over
// epochs, over updates, over time.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const { sizes, epochs: most, X, y } = model.get("setup");
  const plane = new Plane(left, -1.5, 1.5, 340);
  const AXES = ["epochs", "updates", "seconds"];
  const INKS = [null, "#009E73", "#CC79A7", "#E69F00"]; // the first takes the ink of the page
  const DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3]];
  const [WIDE, HIGH] = [380, 230];
  let [size, axis, playing, failure, asked, busy, next] = [sizes[0], "epochs", false, null, 0, false, null];
  let found = {};

  const group = (act, items) => {
    const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap;align-items:center");
    const caption = add(row, "span");
    const made = items.map((item) => {
      const button = add(row, "button", { type: "button" }, BUTTON);
      button.addEventListener("click", () => act(item));
      return button;
    });
    return (name, current, text) => {
      caption.textContent = name;
      made.forEach((button, i) => {
        button.textContent = text(items[i]);
        button.setAttribute("aria-pressed", items[i] === current);
        button.style.fontWeight = items[i] === current ? "700" : "400";
        button.style.background = items[i] === current ? "rgba(128,128,128,.4)" : "transparent";
      });
    };
  };
  const showSizes = group(choose, sizes);
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const button = (act) => {
    const made = add(row, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", act);
    return made;
  };
  const play = button(() => { playing = !playing; playing ? train(1) : draw(); });
  const one = button(() => { playing = false; train(1); });
  const reset = button(() => { [playing, found] = [false, {}]; train(0, true); });
  const curve = add(right, "canvas", {}, `width:${WIDE}px;height:${HIGH}px;max-width:100%`);
  const ratio = window.devicePixelRatio || 1;
  [curve.width, curve.height] = [WIDE * ratio, HIGH * ratio];
  const pen = curve.getContext("2d");
  pen.scale(ratio, ratio);
  const showAxes = group((item) => { axis = item; draw(); }, AXES);
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85");

  const axisName = (name) => ({ epochs: say("epochs"), updates: say("updates"), seconds: say("seconds") })[name];
  const axisTitle = (name) => ({ epochs: say("epochs"), updates: say("updates_log"), seconds: say("seconds_log") })[name];
  const epochsOf = (which) => (found[which] ? found[which].curve.at(-1).epochs : 0);
  function choose(which) {
    [size, playing, next] = [which, false, null];
    if (found[which]) draw();
    else train(0);
  }
  function train(more, clear = false) {
    if (busy) { // a press is not lost: it follows when the answer is there
      if (clear || more) next = () => train(more, clear);
      return;
    }
    if (epochsOf(size) >= most) { playing = false; draw(); return; }
    [busy, failure] = [true, null];
    const [mine, which] = [++asked, size];
    ask({ size: which, more, reset: clear }).then(
      (value) => {
        busy = false;
        if (mine === asked) found[which] = value;
        draw();
        const follows = next;
        next = null;
        if (follows) follows();
        else if (playing) setTimeout(() => playing && train(1), 60);
        else if (!found[size]) train(0); // another size was chosen meanwhile
      },
      (error) => { [busy, playing, failure] = [false, false, error]; draw(); },
    );
    draw();
  }
  function drawPlane() {
    plane.clear();
    const now = found[size];
    if (now) {
      const cell = 340 / (now.chances.length - 1);
      now.chances.forEach((across, j) => across.forEach((chance, i) => {
        plane.pen.fillStyle = SHADES[chance > 0.5 ? 1 : 0];
        plane.pen.fillRect((i - 0.5) * cell, 340 - (j + 0.5) * cell, cell, cell);
      }));
    }
    X.forEach(([p, q], i) => {
      plane.pen.fillStyle = COLOURS[y[i]];
      plane.pen.beginPath();
      if (y[i]) plane.pen.rect(plane.x(p) - 3, plane.y(q) - 3, 6, 6);
      else plane.pen.arc(plane.x(p), plane.y(q), 3.4, 0, 7);
      plane.pen.fill();
    });
    plane.axes();
  }
  // Epochs are counted evenly; updates and seconds by factors of ten, for one run has a thousand times as many.
  function across(point) {
    const [from, to] = [36, WIDE - 10];
    if (axis === "epochs") return from + (point.epochs / most) * (to - from);
    const [low, high] = axis === "updates" ? [0, 5] : [-4, 1];
    const place = Math.log10(Math.max(point[axis], 10 ** low));
    return from + ((Math.min(place, high) - low) / (high - low)) * (to - from);
  }
  function drawCurves() {
    const ink = getComputedStyle(curve).color;
    const up = (loss) => HIGH - 34 - (Math.min(loss, 0.8) / 0.8) * (HIGH - 56);
    pen.clearRect(0, 0, WIDE, HIGH);
    pen.setLineDash([]);
    pen.strokeStyle = pen.fillStyle = ink;
    pen.font = "12px sans-serif";
    pen.globalAlpha = 0.65;
    pen.lineWidth = 1;
    for (const loss of [0, 0.2, 0.4, 0.6]) pen.fillText(String(loss), 8, up(loss) + 4);
    const ticks = { epochs: [0, 10, 20, 30], updates: [1, 10, 100, 1000, 10000], seconds: [0.001, 0.01, 0.1, 1] }[axis];
    pen.textAlign = "center";
    for (const tick of ticks) pen.fillText(String(tick), across({ [axis]: tick }), HIGH - 19);
    pen.fillText(axisTitle(axis), WIDE / 2, HIGH - 4);
    pen.textAlign = "left";
    pen.fillText(say("loss"), 8, 13);
    pen.beginPath();
    pen.moveTo(36, 18);
    pen.lineTo(36, up(0));
    pen.lineTo(WIDE - 6, up(0));
    pen.stroke();
    pen.globalAlpha = 1;
    sizes.forEach((which, k) => {
      if (!found[which]) return;
      pen.strokeStyle = pen.fillStyle = INKS[k] || ink;
      pen.lineWidth = which === size ? 3 : 1.8;
      pen.setLineDash(DASHES[k]);
      pen.beginPath();
      // where tens are counted there is no place for 0: the curve begins after its first epoch
      const known = found[which].curve.filter((point) => axis === "epochs" || point.epochs > 0);
      known.forEach((point) => pen.lineTo(across(point), up(point.loss)));
      pen.stroke();
      pen.setLineDash([]);
      if (!known.length) return;
      const last = known.at(-1);
      pen.beginPath();
      pen.arc(across(last), up(last.loss), 4, 0, 7);
      pen.fill();
    });
    // which line is whose, in the empty corner above
    let place = WIDE - 90;
    sizes.forEach((which, k) => {
      if (!found[which]) return;
      pen.strokeStyle = INKS[k] || ink;
      pen.lineWidth = 2;
      pen.setLineDash(DASHES[k]);
      pen.beginPath();
      pen.moveTo(place, 10 + k * 15);
      pen.lineTo(place + 28, 10 + k * 15);
      pen.stroke();
      pen.setLineDash([]);
      pen.fillStyle = ink;
      pen.fillText(`B = ${which}`, place + 34, 14 + k * 15);
    });
  }
  function draw() {
    drawPlane();
    drawCurves();
    showSizes(say("size"), size, String);
    showAxes(say("axis"), axis, axisName);
    play.textContent = playing ? say("pause") : say("play");
    one.textContent = say("step");
    reset.textContent = say("reset");
    key.textContent = say("key");
    const now = found[size];
    if (failure) told.textContent = say("failed", failure);
    else if (now) {
      const { epochs, updates, seconds, loss } = now.curve.at(-1);
      const values = { size, epochs, updates, seconds: seconds.toFixed(3), loss: loss.toFixed(3), right: now.right.toFixed(3) };
      told.textContent = say("told", values) + (epochs >= most ? `\n${say("done", { epochs })}` : "");
      Object.assign(el.dataset, { epochs, updates, loss: loss.toFixed(3) });
    }
    plane.canvas.setAttribute("aria-label", `${say("picture")} ${told.textContent}`);
    Object.assign(el.dataset, { size, axis, playing });
  }
  plane.canvas.onFigureKey = (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by) choose(sizes[Math.max(0, Math.min(sizes.length - 1, sizes.indexOf(size) + by))]);
    else if (event.key === "ArrowRight") { playing = false; train(1); }
    else return;
    event.preventDefault();
  };
  train(0, true);
  return { draw, stop: () => { playing = false; } };
}
