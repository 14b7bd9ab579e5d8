// What a prediction costs: the curves of the reader's own losses over p, for label 0 or 1, and a p to drag.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const { steps } = model.get("setup");
  const MOST = 5; // the highest loss in view
  let [label, p, curves, failure, asked] = [1, 0.1, null, null, 0];
  const plane = new Plane(left, -0.12, 1.06);
  const row = add(right, "div", {}, "display:flex;gap:.4em");
  const choices = [0, 1].map((value) => {
    const made = add(row, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", () => { label = value; request(); });
    return made;
  });
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85;white-space:pre-line");
  const shown = (loss) => Math.min(loss, MOST * 1.1) / MOST;

  function request() {
    const mine = ++asked;
    curves = null;
    draw();
    ask({ label }).then(
      (value) => { if (mine === asked) { [curves, failure] = [value, null]; draw(); } },
      (error) => { if (mine === asked) { [curves, failure] = [null, error]; draw(); } },
    );
  }
  function draw() {
    const { pen } = plane;
    plane.clear();
    pen.strokeStyle = pen.fillStyle = plane.ink;
    pen.globalAlpha = 0.55;
    pen.lineWidth = 1;
    for (const [a, b, c, d] of [[0, 0, 1, 0], [0, 0, 0, 1.06]]) {
      pen.beginPath();
      pen.moveTo(plane.x(a), plane.y(b));
      pen.lineTo(plane.x(c), plane.y(d));
      pen.stroke();
    }
    pen.font = "13px sans-serif";
    for (const tick of [0, 0.5, 1]) pen.fillText(number(tick), plane.x(tick) - 8, plane.y(0) + 18);
    for (let tick = 1; tick <= MOST; tick++) pen.fillText(number(tick), plane.x(0) - 18, plane.y(tick / MOST) + 5);
    pen.font = "italic 15px serif";
    pen.fillText("p", plane.x(0.75), plane.y(0) + 20);
    pen.globalAlpha = 1;
    const at = Math.round(p * steps);
    if (curves) {
      [curves.cross_entropy, curves.half_squared].forEach((curve, which) => {
        pen.strokeStyle = pen.fillStyle = COLOURS[1 - which];
        pen.lineWidth = 3;
        pen.setLineDash(which ? [8, 5] : []);
        pen.beginPath();
        curve.forEach((loss, i) => pen.lineTo(plane.x(i / steps), plane.y(shown(loss))));
        pen.stroke();
        pen.setLineDash([]);
        pen.beginPath();
        pen.arc(plane.x(p), plane.y(Math.min(shown(curve[at]), 1.03)), 6, 0, 7); // a point above the view stays at its edge
        pen.fill();
      });
      told.textContent = say("cost", { p: number(p), ce: curves.cross_entropy[at].toFixed(4), se: curves.half_squared[at].toFixed(4) });
      Object.assign(el.dataset, { ce: curves.cross_entropy[at].toFixed(4), se: curves.half_squared[at].toFixed(4) });
    } else told.textContent = failure ? say("failed", failure) : "";
    choices.forEach((button, value) => {
      button.textContent = `y = ${value}`;
      button.setAttribute("aria-pressed", value === label);
      button.style.fontWeight = value === label ? "700" : "400";
    });
    key.textContent = say("key");
    plane.canvas.setAttribute("aria-label", say("picture"));
    Object.assign(el.dataset, { label, p: p.toFixed(2) });
  }
  function move(to) {
    p = Math.max(0, Math.min(1, Math.round(to * 50) / 50));
    draw();
  }
  plane.canvas.addEventListener("pointerdown", (event) => { plane.canvas.setPointerCapture(event.pointerId); move(plane.at(event)[0]); });
  plane.canvas.addEventListener("pointermove", (event) => { if (event.buttons) move(plane.at(event)[0]); });
  plane.canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -0.02, ArrowRight: 0.02 }[event.key];
    if (by) move(p + by);
    else if (event.key === " ") { label = 1 - label; request(); }
    else return;
    event.preventDefault();
  };
  request();
  return { draw };
}
