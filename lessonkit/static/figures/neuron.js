// One neuron: sliders for weights, bias and a sample, which can also be dragged in the plane, and what comes out.

function picture(model, el, say) {
  const { left, right } = shell(el);
  const plane = new Plane(left, -3, 3, 340);
  const state = { w1: -1, w2: -1, b: 1, x1: 1, x2: 1 };
  const sliders = Object.keys(state).map((key) => [
    key,
    slider(right, { key, least: -3, most: 3, value: state[key], act: (value) => draw((state[key] = value)) }),
  ]);
  const formula = add(right, "div", {}, "font-family:serif;font-size:1.15em");
  const classes = legend(right);
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85");

  function draw() {
    const w = [state.w1, state.w2];
    const x = [state.x1, state.x2];
    const z = Math.round((w[0] * x[0] + w[1] * x[1] + state.b) * 1e6) / 1e6;
    plane.clear();
    plane.shade(w, state.b);
    plane.axes();
    plane.line(w, state.b);
    plane.point(x, z > 0 ? 1 : 0);
    classes.show(say);
    for (const [key, made] of sliders) made.show(state[key], say);
    const term = (value) => (value < 0 ? `(${number(value)})` : number(value));
    formula.textContent =
      `z = ${term(w[0])} · ${term(x[0])} + ${term(w[1])} · ${term(x[1])} + ${term(state.b)} = ${number(z)}`;
    told.textContent = say(z > 0 ? "fires" : z === 0 ? "tie" : "silent");
    key.textContent = say("key");
    plane.canvas.setAttribute("aria-label", `${formula.textContent}. ${told.textContent}`);
    el.dataset.z = z;
    el.dataset.sample = x.join(" ");
  }
  function move(to) {
    [state.x1, state.x2] = to.map((value) => Math.round(Math.max(-3, Math.min(3, value)) * 10) / 10);
    draw();
  }
  plane.canvas.style.cursor = "crosshair";
  plane.canvas.addEventListener("pointerdown", (event) => {
    plane.canvas.setPointerCapture(event.pointerId);
    move(plane.at(event));
  });
  plane.canvas.addEventListener("pointermove", (event) => { if (event.buttons) move(plane.at(event)); });
  plane.canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] }[event.key];
    if (!by) return;
    event.preventDefault();
    move([state.x1 + by[0], state.x2 + by[1]]);
  };
  draw();
  return { draw };
}
