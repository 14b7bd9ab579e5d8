// A stack of layers with and without activation functions: lines of equal output in the plane. Dashed: the lines of the
// single layer that the reader's own function makes of the stack. All numbers come from the reader's functions.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const { names, most, reach, levels } = model.get("setup");
  const plane = new Plane(left, -reach, reach, 360);
  let [layers, activation, draws, found, failure, asked] = [most, names[0], 0, null, null, 0];
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const choices = names.map((name) => {
    const made = add(row, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", () => request((activation = name)));
    return made;
  });
  const line = add(right, "label", {}, "display:grid;grid-template-columns:9em 9em 2em;align-items:center;gap:.5em");
  const name = add(line, "span");
  const size = add(line, "input", { type: "range", min: 1, max: most, step: 1 });
  const value = add(line, "output", {}, "text-align:right");
  size.addEventListener("input", () => request((layers = Number(size.value))));
  const again = add(right, "button", { type: "button" }, BUTTON + ";align-self:start");
  again.addEventListener("click", () => request((draws += 1)));
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85;white-space:pre-line");

  function request() {
    const mine = ++asked;
    draw();
    ask({ layers, activation, draws }).then(
      (got) => { if (mine === asked) { [found, failure] = [got, null]; draw(); } },
      (error) => { if (mine === asked) { [found, failure] = [null, error]; draw(); } },
    );
  }
  // Where the output equals `level`: straight pieces, one or two in each cell of the grid.
  function contour(values, level) {
    const { pen } = plane;
    const last = values.length - 1;
    const at = (i, j) => [plane.x(-reach + (2 * reach * j) / last), plane.y(-reach + (2 * reach * i) / last)];
    pen.beginPath();
    for (let i = 0; i < last; i++)
      for (let j = 0; j < last; j++) {
        const corners = [[i, j], [i, j + 1], [i + 1, j + 1], [i + 1, j]];
        const ends = [];
        corners.forEach(([p, q], side) => {
          const [r, s] = corners[(side + 1) % 4];
          const [here, there] = [values[p][q] - level, values[r][s] - level];
          if (here < 0 === there < 0) return;
          const share = here / (here - there);
          const [a, b] = [at(p, q), at(r, s)];
          ends.push([a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]);
        });
        for (let k = 0; k + 1 < ends.length; k += 2) {
          pen.moveTo(...ends[k]);
          pen.lineTo(...ends[k + 1]);
        }
      }
    pen.stroke();
  }
  function straight(level) {
    const { pen } = plane;
    const { w, b } = found;
    const length = w[0] ** 2 + w[1] ** 2;
    if (!length) return;
    const foot = w.map((part) => ((level - b) * part) / length);
    pen.beginPath();
    for (const far of [-20, 20])
      pen.lineTo(plane.x(foot[0] - (far * w[1]) / Math.sqrt(length)), plane.y(foot[1] + (far * w[0]) / Math.sqrt(length)));
    pen.stroke();
  }
  function draw() {
    const { pen } = plane;
    plane.clear();
    plane.axes();
    if (found) {
      const all = found.values.flat();
      const [low, high] = [Math.min(...all), Math.max(...all)];
      for (let k = 1; k <= levels; k++) {
        const level = low + (k * (high - low)) / (levels + 1);
        pen.strokeStyle = COLOURS[0];
        pen.lineWidth = 4;
        contour(found.values, level);
        pen.strokeStyle = COLOURS[1];
        pen.lineWidth = 2;
        pen.setLineDash([8, 6]);
        straight(level);
        pen.setLineDash([]);
      }
    }
    choices.forEach((button, i) => {
      button.textContent = say(names[i]);
      button.setAttribute("aria-pressed", names[i] === activation);
      button.style.fontWeight = names[i] === activation ? "700" : "400";
    });
    name.textContent = say("layers");
    size.value = layers;
    value.textContent = layers;
    again.textContent = say("again");
    key.textContent = say("key");
    if (failure) told.textContent = say("failed", failure);
    else if (found) {
      const far = found.difference < 1e-6 ? found.difference.toExponential(0) : found.difference.toFixed(3);
      told.textContent = say("told", { stack: found.parameters, difference: far.replace("-", "−") });
      el.dataset.parts = String(found.difference > 1e-6);
      el.dataset.parameters = found.parameters;
    }
    plane.canvas.setAttribute("aria-label", say("picture"));
    Object.assign(el.dataset, { layers, activation, draws });
  }
  plane.canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (by === undefined && event.key !== " ") return;
    event.preventDefault();
    if (by) layers = Math.max(1, Math.min(most, layers + by));
    else draws += 1;
    request();
  };
  request();
  return { draw };
}
