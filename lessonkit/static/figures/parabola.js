// A parabola with a slider for each coefficient, its vertex, and a chord whose two ends are dragged along the curve.

function picture(model, el, say) {
  const { left, right } = shell(el);
  let [a, b, c] = model.get("setup").start;
  let [ends, held] = [[-2, 1], 0];
  const plane = new Plane(left, -4, 4);
  const f = (x) => (a * x + b) * x + c;
  const set = (act) => (value) => { act(value); draw(); };
  const range = { least: -3, most: 3 };
  const made = [
    slider(right, { key: "a", ...range, value: a, act: set((value) => (a = value)) }),
    slider(right, { key: "b", ...range, value: b, act: set((value) => (b = value)) }),
    slider(right, { key: "c", ...range, value: c, act: set((value) => (c = value)) }),
  ];
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85;white-space:pre-line");

  function draw() {
    const { pen } = plane;
    plane.clear();
    plane.axes();
    // the plane names its axes x₁ and x₂, here they are x and f(x)
    pen.clearRect(plane.size - 24, plane.y(0) - 24, 24, 22);
    pen.clearRect(plane.x(0) + 2, 0, 26, 22);
    pen.fillStyle = plane.ink;
    pen.fillText("x", plane.size - 16, plane.y(0) - 7);
    pen.fillText("f(x)", plane.x(0) + 7, 15);
    pen.strokeStyle = plane.ink;
    pen.lineWidth = 3;
    pen.beginPath();
    for (let x = -4; x <= 4.001; x += 0.05) pen.lineTo(plane.x(x), plane.y(f(x)));
    pen.stroke();
    pen.strokeStyle = pen.fillStyle = COLOURS[1];
    pen.lineWidth = 2;
    pen.setLineDash([7, 4]);
    pen.beginPath();
    for (const x of ends) pen.lineTo(plane.x(x), plane.y(f(x)));
    pen.stroke();
    pen.setLineDash([]);
    for (const x of ends) pen.fillRect(plane.x(x) - 6, plane.y(f(x)) - 6, 12, 12);
    const kind = a > 0 ? "convex" : a < 0 ? "concave" : "line";
    let where = "";
    if (a) {
      const x = -b / (2 * a);
      pen.fillStyle = COLOURS[0];
      pen.beginPath();
      pen.arc(plane.x(x), plane.y(f(x)), 7, 0, 7);
      pen.fill();
      where = say("vertex", { x: number(x), y: number(f(x)) });
    }
    made.forEach((one, i) => one.show([a, b, c][i], say));
    const says = a > 0 ? say("convex") : a < 0 ? say("concave") : say("line");
    told.textContent = `${says}\n${where}`;
    key.textContent = say("key");
    plane.canvas.setAttribute("aria-label", say("picture"));
    Object.assign(el.dataset, { kind, a, b, c, ends: ends.map((x) => x.toFixed(1)).join(" ") });
  }
  function move(to) {
    ends[held] = Math.max(-3.8, Math.min(3.8, Math.round(to * 10) / 10));
    draw();
  }
  plane.canvas.addEventListener("pointerdown", (event) => {
    plane.canvas.setPointerCapture(event.pointerId);
    const [x] = plane.at(event);
    held = Math.abs(x - ends[0]) <= Math.abs(x - ends[1]) ? 0 : 1;
    move(x);
  });
  plane.canvas.addEventListener("pointermove", (event) => { if (event.buttons) move(plane.at(event)[0]); });
  plane.canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -0.1, ArrowRight: 0.1 }[event.key];
    if (by) move(ends[held] + by);
    else if (event.key === " ") held = 1 - held;
    else return;
    event.preventDefault();
  };
  draw();
  return { draw };
}
