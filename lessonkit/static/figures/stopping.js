// A recorded run and the rule of the reader: the curve up to the epoch where it stops, what would have come after it on
// request, the epoch that is kept. Dragging in the picture changes patience (sideways) and min_delta (up and down).

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const { runs, most_patience: mostPatience, most_delta: mostDelta } = model.get("setup");
  const [WIDE, HIGH] = [520, 340];
  const names = Object.keys(runs);
  let [run, patience, delta, future, found, failure, asked] = [names[0], 3, 0, false, null, null, 0];
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${WIDE}px;height:${HIGH}px;max-width:100%;touch-action:none;cursor:move`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [WIDE * ratio, HIGH * ratio];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const choices = names.map((name) => {
    const button = add(row, "button", { type: "button" }, BUTTON);
    button.addEventListener("click", () => change({ run: name }));
    return button;
  });
  const bar = (most, step, act) => {
    const line = add(right, "label", {}, "display:grid;grid-template-columns:8em 9em 3.5em;align-items:center;gap:.5em");
    const name = add(line, "span");
    const input = add(line, "input", { type: "range", min: 0, max: most, step });
    const value = add(line, "output", {}, "font-variant-numeric:tabular-nums;text-align:right");
    input.addEventListener("input", () => act(Number(input.value)));
    return [name, input, value];
  };
  const bars = [
    bar(mostPatience, 1, (value) => change({ patience: value })),
    bar(mostDelta, 0.005, (value) => change({ delta: value })),
  ];
  const box = add(right, "label", {}, "display:flex;gap:.5em;align-items:center");
  const tick = add(box, "input", { type: "checkbox" });
  const after = add(box, "span");
  tick.addEventListener("change", () => {
    future = tick.checked;
    draw();
  });
  const told = status(right);
  told.style.minHeight = "6em";
  const key = add(right, "div", {}, "opacity:.85;white-space:pre-line");

  function change(to) {
    if (to.run !== undefined) run = to.run;
    if (to.patience !== undefined) patience = Math.max(0, Math.min(mostPatience, Math.round(to.patience)));
    if (to.delta !== undefined) delta = Math.max(0, Math.min(mostDelta, Math.round(to.delta * 200) / 200));
    const mine = ++asked;
    ask({ run, patience, min_delta: delta }).then(
      (got) => { if (mine === asked) { [found, failure] = [got, null]; draw(); } },
      (error) => { if (mine === asked) { [found, failure] = [null, error]; draw(); } },
    );
    draw();
  }
  const count = () => runs[run].val.length;
  const all = names.flatMap((name) => [...runs[name].train, ...runs[name].val]).filter(Number.isFinite);
  const top = Math.max(...names.flatMap((name) => runs[name].val.filter(Number.isFinite))) * 1.04;
  const low = Math.floor(Math.min(...all) * 10) / 10;
  const px = (epoch) => 48 + (epoch / (count() - 1)) * (WIDE - 62);
  const py = (loss) => 12 + ((top - loss) / (top - low)) * (HIGH - 56);
  function axes(ink) {
    pen.strokeStyle = pen.fillStyle = ink;
    pen.globalAlpha = 0.6;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(px(0), 12);
    pen.lineTo(px(0), py(low));
    pen.lineTo(WIDE - 12, py(low));
    pen.stroke();
    pen.font = "12px sans-serif";
    pen.textAlign = "center";
    for (let epoch = 0; epoch < count(); epoch += 20) pen.fillText(String(epoch), px(epoch), py(low) + 15);
    pen.fillText(say("epoch"), WIDE / 2 + 20, HIGH - 8);
    pen.textAlign = "right";
    for (let loss = low; loss < top; loss += 0.1) pen.fillText(loss.toFixed(1), px(0) - 6, py(loss) + 4);
    pen.textAlign = "left";
    pen.fillText(say("loss"), px(0) + 6, 14);
    pen.globalAlpha = 1;
  }
  function curve(values, from, to, colour, alpha, dash = []) {
    pen.strokeStyle = colour;
    pen.globalAlpha = alpha;
    pen.lineWidth = 1.8;
    pen.setLineDash(dash);
    pen.beginPath();
    for (let epoch = from; epoch <= to; epoch++) pen.lineTo(px(epoch), py(values[epoch]));
    pen.stroke();
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }
  function draw() {
    const ink = getComputedStyle(canvas).color;
    const { train, val } = runs[run];
    pen.clearRect(0, 0, WIDE, HIGH);
    axes(ink);
    const end = count() - 1;
    choices.forEach((button, index) => {
      const pressed = names[index] === run;
      button.textContent = say("run", { name: names[index] });
      button.setAttribute("aria-pressed", pressed);
      button.style.fontWeight = pressed ? "700" : "400";
    });
    const shown = [[say("patience"), patience, String(patience)], [say("delta"), delta, delta.toFixed(3)]];
    bars.forEach(([name, input, value], index) => {
      [name.textContent, input.value, value.textContent] = shown[index];
    });
    after.textContent = say("future");
    key.textContent = say("key");
    Object.assign(el.dataset, { run, patience, delta: delta.toFixed(3) });
    if (failure) {
      told.textContent = say("failed", failure);
      canvas.setAttribute("aria-label", `${say("picture")} ${told.textContent}`);
      return;
    }
    if (!found) return;
    const { last, best } = found;
    if (future) {
      curve(train, last, end, COLOURS[0], 0.35, [6, 4]);
      curve(val, last, end, COLOURS[1], 0.35);
    }
    curve(train, 0, last, COLOURS[0], 1, [6, 4]);
    curve(val, 0, last, COLOURS[1], 1);
    pen.font = "12px sans-serif";
    pen.fillStyle = COLOURS[1];
    pen.strokeStyle = ink;
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.moveTo(px(last), 20);
    pen.lineTo(px(last), py(low));
    pen.stroke();
    pen.fillStyle = ink;
    const stopped = last < end;
    pen.textAlign = last > end * 0.7 ? "right" : "left";
    pen.fillText(stopped ? say("stops", { epoch: last }) : say("ends", { epoch: last }), px(last) + (last > end * 0.7 ? -6 : 6), 30);
    if (best !== null) {
      pen.globalAlpha = 0.18;
      pen.fillRect(px(best), py(val[best]), px(last) - px(best), py(val[best] - delta) - py(val[best]) || 1);
      pen.globalAlpha = 1;
      pen.fillStyle = COLOURS[1];
      pen.fillRect(px(best) - 6, py(val[best]) - 6, 12, 12);
      pen.strokeStyle = ink;
      pen.strokeRect(px(best) - 6, py(val[best]) - 6, 12, 12);
    }
    const lines = [stopped ? say("told_stop", { last, run: last + 1 }) : say("told_end", { last })];
    lines.push(best === null ? say("told_none") : say("told_best", { best, loss: val[best].toFixed(3) }));
    if (future) {
      const lowest = val.indexOf(Math.min(...val.filter(Number.isFinite)));
      pen.beginPath();
      pen.arc(px(lowest), py(val[lowest]), 11, 0, 7);
      pen.strokeStyle = ink;
      pen.lineWidth = 2;
      pen.stroke();
      lines.push(say("told_low", { low: lowest, loss: val[lowest].toFixed(3), all: count() }));
    }
    told.textContent = lines.join("\n");
    canvas.setAttribute("aria-label", `${say("picture")} ${told.textContent}`);
    Object.assign(el.dataset, { last, best: best === null ? "none" : best, future });
  }
  let held = null;
  canvas.addEventListener("pointerdown", (event) => {
    held = { x: event.clientX, y: event.clientY, patience, delta };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!held) return;
    const to = { patience: held.patience + (event.clientX - held.x) / 8, delta: held.delta + (held.y - event.clientY) / 1500 };
    if (Math.round(to.patience) !== patience || Math.abs(to.delta - delta) > 0.0025) change(to);
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => (held = null));
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -0.005], ArrowUp: [0, 0.005] }[event.key];
    if (!by) return;
    event.preventDefault();
    change({ patience: patience + by[0], delta: delta + by[1] });
  };
  change({});
  return { draw };
}
