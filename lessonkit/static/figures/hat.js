// Three units g(x + 1), g(x), g(x − 1) of the reader, a weight for each, and a hat that their sum should become.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const { names, least, most, places } = model.get("setup");
  const CLOSE = 0.005;
  let [activation, weights, units, failure, asked] = [names[0], [0.5, 0, 0], null, null, 0];
  const best = {};
  const plane = new Plane(left, least, most);
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const choices = names.map((name) => {
    const made = add(row, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", () => { activation = name; request(); });
    return made;
  });
  const made = places.map((_, i) =>
    slider(right, { key: `v${i}`, least: -3, most: 3, value: weights[i], act: (to) => { weights[i] = to; draw(); } }),
  );
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85;white-space:pre-line");
  const COLOUR = ["#009E73", "#CC79A7", "#E69F00"];
  const target = (x) => Math.max(0, 1 - Math.abs(x));

  function request() {
    const mine = ++asked;
    units = null;
    draw();
    ask({ activation }).then(
      (value) => { if (mine === asked) { [units, failure] = [value.units, null]; draw(); } },
      (error) => { if (mine === asked) { [units, failure] = [null, error]; draw(); } },
    );
  }
  function path(values, colour, width, dash = []) {
    const { pen } = plane;
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.setLineDash(dash);
    pen.beginPath();
    values.forEach((value, i) => {
      const x = least + (i * (most - least)) / (values.length - 1);
      pen.lineTo(plane.x(x), plane.y(value));
    });
    pen.stroke();
    pen.setLineDash([]);
  }
  function draw() {
    const { pen } = plane;
    plane.clear();
    pen.globalAlpha = 0.5;
    path([0, 0], plane.ink, 1);
    pen.beginPath();
    pen.moveTo(plane.x(0), plane.y(least));
    pen.lineTo(plane.x(0), plane.y(most));
    pen.stroke();
    pen.fillStyle = plane.ink;
    pen.font = "13px sans-serif";
    for (const tick of [-2, -1, 1, 2]) {
      pen.fillText(number(tick), plane.x(tick) - 4, plane.y(0) + 16);
      pen.fillText(number(tick), plane.x(0) + 5, plane.y(tick) + 4);
    }
    pen.font = "italic 15px serif";
    pen.fillText("x", plane.x(most) - 14, plane.y(0) - 7);
    pen.globalAlpha = 1;
    const grid = Array.from({ length: 121 }, (_, i) => least + (i * (most - least)) / 120);
    path(grid.map(target), plane.ink, 2.5, [7, 5]);
    if (units) {
      units.forEach((unit, i) => path(unit.map((value) => value * weights[i]), COLOUR[i], 1.5));
      const sum = units[0].map((_, at) => units.reduce((total, unit, i) => total + unit[at] * weights[i], 0));
      path(sum, COLOURS[0], 3);
      const far = Math.max(...sum.map((value, i) => Math.abs(value - target(grid[i]))));
      best[activation] = Math.min(best[activation] ?? Infinity, far);
      const values = { far: far.toFixed(2), best: best[activation].toFixed(2) };
      told.textContent = say("far", values) + (far < CLOSE ? `\n${say("done")}` : "");
      el.dataset.far = far.toFixed(2);
    } else told.textContent = failure ? say("failed", failure) : "";
    choices.forEach((button, i) => {
      button.textContent = say(names[i]);
      button.setAttribute("aria-pressed", names[i] === activation);
      button.style.fontWeight = names[i] === activation ? "700" : "400";
    });
    made.forEach((one, i) => one.show(weights[i], say));
    key.textContent = say("key");
    plane.canvas.setAttribute("aria-label", say("picture"));
    Object.assign(el.dataset, { activation, weights: weights.join(" ") });
  }
  plane.canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: names.length - 1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    activation = names[(names.indexOf(activation) + by) % names.length];
    request();
  };
  request();
  return { draw };
}
