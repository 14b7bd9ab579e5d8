// Logistic regression on the students, step by step: the boundary moves, the loss falls. Each frame is a run of the
// reader's own function.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const { X, y, stops } = model.get("setup");
  const plane = new Plane(left, -0.8, 8.8, 380);
  const RATES = [0.01, 0.1, 0.2, 0.5];
  let [rate, centred, at, fit, failure, timer, asked] = [0.1, false, 0, null, null, null, 0];

  const rates = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap;align-items:center");
  const caption = add(rates, "span");
  const choices = RATES.map((value) => {
    const made = add(rates, "button", { type: "button", textContent: String(value) }, BUTTON);
    made.addEventListener("click", () => { stop(); rate = value; request(); });
    return made;
  });
  const shift = add(right, "label", {}, "display:flex;gap:.5em;align-items:center");
  const box = add(shift, "input", { type: "checkbox" });
  const shiftName = add(shift, "span");
  box.addEventListener("change", () => { stop(); centred = box.checked; request(); });
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const button = (act) => {
    const made = add(row, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", act);
    return made;
  };
  const back = button(() => { stop(); go(-1); });
  const next = button(() => { stop(); go(1); });
  const play = button(() => (timer ? (stop(), draw()) : start()));
  const classes = legend(right);
  const curve = add(right, "canvas", {}, "width:320px;height:170px;max-width:100%");
  const ratio = window.devicePixelRatio || 1;
  [curve.width, curve.height] = [320 * ratio, 170 * ratio];
  const pen = curve.getContext("2d");
  pen.scale(ratio, ratio);
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85");

  function request() {
    const mine = ++asked;
    draw();
    ask({ rate, centred, steps: stops[at] }).then(
      (value) => { if (mine === asked) { [fit, failure] = [value, null]; draw(); } },
      (error) => { if (mine === asked) { [fit, failure] = [null, error]; stop(); draw(); } },
    );
  }
  function go(by) {
    at = Math.max(0, Math.min(stops.length - 1, at + by));
    if (at === stops.length - 1) stop();
    request();
  }
  function start() {
    if (at === stops.length - 1) at = 0;
    timer = setInterval(() => go(1), 400);
    request();
  }
  function stop() {
    clearInterval(timer);
    timer = null;
  }
  function draw() {
    plane.clear();
    if (fit) {
      const size = Math.hypot(...fit.w);
      if (size) plane.shade(fit.w, fit.b); // at zero weights nothing is decided yet
      plane.line(fit.w, fit.b);
      if (size) {
        plane.pen.setLineDash([5, 5]);
        for (const far of [-Math.log(9), Math.log(9)]) plane.line(fit.w, fit.b + far);
        plane.pen.setLineDash([]);
      }
    }
    drawScale();
    X.forEach(([p, q], i) => {
      plane.pen.fillStyle = COLOURS[y[i]];
      plane.pen.beginPath();
      if (y[i]) plane.pen.rect(plane.x(p) - 3, plane.y(q) - 3, 6, 6);
      else plane.pen.arc(plane.x(p), plane.y(q), 3.4, 0, 7);
      plane.pen.fill();
    });
    drawCurve();
    caption.textContent = say("rate");
    choices.forEach((made, i) => {
      const pressed = RATES[i] === rate;
      made.setAttribute("aria-pressed", pressed);
      made.style.fontWeight = pressed ? "700" : "400";
      made.style.background = pressed ? "rgba(128,128,128,.4)" : "transparent";
    });
    shiftName.textContent = say("centred");
    back.textContent = say("back");
    next.textContent = say("next");
    play.textContent = say(timer ? "pause" : "play");
    classes.show(say);
    if (failure) told.textContent = say("failed", failure);
    else if (fit) {
      const [, loss] = fit.losses.at(-1);
      told.textContent = `${say("step", { steps: stops[at] })}\n${say("told", { loss: loss.toFixed(4), right: fit.right, all: y.length })}`;
      Object.assign(el.dataset, { loss: loss.toFixed(4), w: fit.w.map((v) => v.toFixed(3)).join(" "), right: fit.right });
    } else told.textContent = "";
    key.textContent = say("key");
    plane.canvas.setAttribute("aria-label", `${say("picture")} ${told.textContent}`);
    Object.assign(el.dataset, { rate, centred, steps: stops[at] });
  }
  // Numbers at the edges: in the middle the samples would cover them.
  function drawScale() {
    const { pen: ink, size } = plane;
    ink.fillStyle = plane.ink;
    ink.globalAlpha = 0.7;
    ink.font = "12px sans-serif";
    for (let tick = 0; tick <= 8; tick += 2) {
      if (tick < 8) ink.fillText(String(tick), plane.x(tick) - 4, size - 5);
      ink.fillText(String(tick), 5, plane.y(tick) + 4);
    }
    ink.font = "italic 15px serif";
    ink.fillText("x₁", size - 20, size - 6);
    ink.fillText("x₂", 4, 16);
    ink.globalAlpha = 1;
  }
  function drawCurve() {
    const last = Math.log10(stops.at(-1) + 1);
    const x = (k) => 34 + (Math.log10(k + 1) / last) * 270;
    const h = (loss) => 138 - Math.min(loss, 1.1) * 112;
    pen.clearRect(0, 0, 320, 170);
    pen.strokeStyle = pen.fillStyle = getComputedStyle(curve).color;
    pen.font = "11px sans-serif";
    pen.globalAlpha = 0.6;
    for (const loss of [0, 0.5, 1]) pen.fillText(String(loss), 8, h(loss) + 4);
    for (const k of [0, 1, 10, 100, 1000]) pen.fillText(String(k), x(k) - 4, 154);
    pen.fillText(say("loss"), 8, 11);
    pen.fillText(say("steps"), 150, 168);
    pen.beginPath();
    pen.moveTo(30, h(0));
    pen.lineTo(312, h(0));
    pen.stroke();
    pen.globalAlpha = 1;
    if (!fit) return;
    pen.lineWidth = 2;
    pen.beginPath();
    for (const [k, loss] of fit.losses) pen.lineTo(x(k), h(loss));
    pen.stroke();
    for (const [k, loss] of fit.losses) {
      pen.beginPath();
      pen.arc(x(k), h(loss), 3.5, 0, 7);
      pen.fill();
    }
  }
  plane.canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    stop();
    go(by);
  };
  request();
  return { draw, stop };
}
