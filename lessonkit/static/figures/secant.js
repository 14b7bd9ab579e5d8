// A curve, a point on it, a step h to both sides: the line has the slope that the reader's own function gives.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const { curves, least, most } = model.get("setup");
  const names = Object.keys(curves);
  let [curve, x, h, slope, failure, asked] = [names[0], 1, 1, null, null, 0];
  const plane = new Plane(left, least, most);
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const choices = names.map((name) => {
    const made = add(row, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", () => { curve = name; request(); });
    return made;
  });
  const line = add(right, "label", {}, "display:grid;grid-template-columns:6em 12em;align-items:center;gap:.5em");
  const name = add(line, "span");
  // the slider counts powers of ten, so that small steps are as easy to choose as wide ones
  const size = add(line, "input", { type: "range", min: -3, max: 0, step: 0.05, value: Math.log10(h) });
  size.addEventListener("input", () => { h = 10 ** Number(size.value); request(); });
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85;white-space:pre-line");

  function height(at) {
    const values = curves[curve];
    const place = ((at - least) / (most - least)) * (values.length - 1);
    const below = Math.max(0, Math.min(values.length - 2, Math.floor(place)));
    return values[below] + (place - below) * (values[below + 1] - values[below]);
  }
  function request() {
    const mine = ++asked;
    draw();
    ask({ curve, x, h }).then(
      (value) => { if (mine === asked) { [slope, failure] = [value.slope, null]; draw(); } },
      (error) => { if (mine === asked) { [slope, failure] = [null, error]; draw(); } },
    );
  }
  function draw() {
    const { pen } = plane;
    plane.clear();
    const ink = plane.ink;
    pen.strokeStyle = ink;
    pen.globalAlpha = 0.45;
    pen.lineWidth = 1;
    for (const [p, q, r, s] of [[least, 0, most, 0], [0, least, 0, most]]) {
      pen.beginPath();
      pen.moveTo(plane.x(p), plane.y(q));
      pen.lineTo(plane.x(r), plane.y(s));
      pen.stroke();
    }
    pen.globalAlpha = 1;
    pen.lineWidth = 3;
    pen.beginPath();
    curves[curve].forEach((value, i, all) => pen.lineTo(plane.x(least + (i * (most - least)) / (all.length - 1)), plane.y(value)));
    pen.stroke();
    if (slope !== null) {
      const middle = (height(x - h) + height(x + h)) / 2;
      pen.strokeStyle = COLOURS[1];
      pen.lineWidth = 2;
      pen.beginPath();
      for (const at of [least, most]) pen.lineTo(plane.x(at), plane.y(middle + slope * (at - x)));
      pen.stroke();
    }
    for (const [at, colour, radius] of [[x - h, COLOURS[1], 5], [x + h, COLOURS[1], 5], [x, COLOURS[0], 7]]) {
      pen.fillStyle = colour;
      pen.beginPath();
      pen.arc(plane.x(at), plane.y(height(at)), radius, 0, 7);
      pen.fill();
    }
    const shown = { cube: "x³/4", sin: "sin x", abs: "|x|" };
    choices.forEach((button, i) => {
      button.textContent = shown[names[i]];
      button.setAttribute("aria-pressed", names[i] === curve);
      button.style.fontWeight = names[i] === curve ? "700" : "400";
    });
    name.textContent = `h = ${h.toPrecision(2)}`;
    size.setAttribute("aria-valuetext", h.toPrecision(2));
    if (failure) told.textContent = say("failed", failure);
    else told.textContent = slope === null ? "" : say("slope", { x: number(x), slope: slope.toFixed(4).replace("-", "−") });
    key.textContent = say("key");
    plane.canvas.setAttribute("aria-label", say("picture"));
    Object.assign(el.dataset, { curve, x: x.toFixed(2), h: h.toPrecision(2) });
    if (slope !== null) el.dataset.slope = slope.toFixed(4);
  }
  function move(to) {
    x = Math.max(-2, Math.min(2, Math.round(to * 20) / 20)); // the widest step still ends where the curve does
    request();
  }
  plane.canvas.addEventListener("pointerdown", (event) => { plane.canvas.setPointerCapture(event.pointerId); move(plane.at(event)[0]); });
  plane.canvas.addEventListener("pointermove", (event) => { if (event.buttons) move(plane.at(event)[0]); });
  plane.canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -0.1, ArrowRight: 0.1 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(x + by);
  };
  request();
  return { draw };
}
