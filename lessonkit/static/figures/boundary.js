// A plane with a gate's four points and a boundary to drag.

function picture(model, el, say) {
  const { left, right } = shell(el);
  const gates = model.get("setup").gates;
  const plane = new Plane(left, -0.6, 1.6);
  let gate = model.get("setup").gate;
  let w = [1, 0.4];
  let b = -0.6;
  const bests = {};
  let held = null;

  const choose = buttons(right, ["and", "or", "xor"], (name) => {
    gate = name;
    draw();
  });
  const sliders = [
    slider(right, { key: "w1", least: -3, most: 3, value: w[0], act: (v) => draw((w = [v, w[1]])) }),
    slider(right, { key: "w2", least: -3, most: 3, value: w[1], act: (v) => draw((w = [w[0], v])) }),
    slider(right, { key: "b", least: -3, most: 3, value: b, act: (v) => draw((b = v)) }),
  ];
  const classes = legend(right);
  const told = status(right);
  const advice = add(right, "div", {}, "opacity:.8");

  const handles = () => {
    const square = w[0] ** 2 + w[1] ** 2;
    if (!square) return [];
    // the two handles stand on the line, to both sides of the point nearest to the middle of the picture
    const value = (w[0] * 0.5 + w[1] * 0.5 + b) / square;
    const middle = [0.5 - value * w[0], 0.5 - value * w[1]];
    const along = [(-w[1] / Math.sqrt(square)) * 0.6, (w[0] / Math.sqrt(square)) * 0.6];
    return [-1, 1].map((sign) => [middle[0] + sign * along[0], middle[1] + sign * along[1]]);
  };

  function draw() {
    const { X, y } = gates[gate];
    const right_ = X.filter((x, i) => decide(w, b, x) === y[i]).length;
    bests[gate] = Math.max(bests[gate] ?? 0, right_);
    plane.clear();
    plane.shade(w, b);
    plane.axes();
    plane.line(w, b);
    X.forEach((x, i) => plane.point(x, y[i], decide(w, b, x) !== y[i]));
    plane.pen.lineWidth = 3;
    for (const [p, q] of handles()) {
      plane.pen.strokeStyle = plane.ink;
      plane.pen.beginPath();
      plane.pen.arc(plane.x(p), plane.y(q), 7, 0, 7);
      plane.pen.stroke();
    }
    choose.show(gate, say);
    classes.show(say);
    [w[0], w[1], b].forEach((value, i) => sliders[i].show(value, say));
    told.textContent = `${say("right", { right: right_, all: X.length })}\n${say("best", { best: bests[gate] })}`;
    advice.textContent = w[0] || w[1] ? say("handle") : say("no_line");
    plane.canvas.setAttribute("aria-label", say("picture"));
    el.dataset.right = right_;
  }

  plane.canvas.addEventListener("pointerdown", (event) => {
    const here = plane.at(event);
    const near = handles().map((point) => Math.hypot(point[0] - here[0], point[1] - here[1]));
    const index = near.indexOf(Math.min(...near));
    if (near[index] < 0.2) {
      held = { fixed: handles()[1 - index] };
      plane.canvas.setPointerCapture(event.pointerId);
    }
  });
  plane.canvas.addEventListener("pointermove", (event) => {
    if (!held) return;
    const here = plane.at(event);
    const across = [here[0] - held.fixed[0], here[1] - held.fixed[1]];
    const length = Math.hypot(...across);
    if (length < 0.05) return;
    const size = Math.hypot(...w);
    let turned = [(-across[1] / length) * size, (across[0] / length) * size];
    if (turned[0] * w[0] + turned[1] * w[1] < 0) turned = [-turned[0], -turned[1]];
    w = turned;
    b = -(w[0] * held.fixed[0] + w[1] * held.fixed[1]);
    draw();
  });
  for (const kind of ["pointerup", "pointercancel"]) plane.canvas.addEventListener(kind, () => (held = null));
  plane.canvas.onFigureKey = (event) => {
    const turn = { ArrowUp: 0.1, ArrowDown: -0.1 }[event.key];
    const shift = { ArrowLeft: -0.1, ArrowRight: 0.1 }[event.key];
    if (turn === undefined && shift === undefined) return;
    event.preventDefault();
    if (shift) b += shift;
    else w = [w[0] * Math.cos(turn) - w[1] * Math.sin(turn), w[0] * Math.sin(turn) + w[1] * Math.cos(turn)];
    draw();
  };
  draw();
  return { draw };
}
