// The perceptron's training, epoch by epoch: the boundary moves, the mistakes become a curve.

function picture(model, el, say) {
  const { left, right } = shell(el);
  const runs = model.get("setup").runs;
  const gates = model.get("setup").gates;
  const names = Object.keys(runs);
  const plane = new Plane(left, -0.6, 1.6, 320);
  const curve = add(right, "canvas", {}, "width:320px;height:180px;max-width:100%");
  const ratio = window.devicePixelRatio || 1;
  curve.width = 320 * ratio;
  curve.height = 180 * ratio;
  const pen = curve.getContext("2d");
  pen.scale(ratio, ratio);
  let gate = names[0];
  let epoch = 0;
  let timer = null;

  const choose = buttons(right, names, (name) => {
    stop();
    gate = name;
    epoch = 0;
    draw();
  });
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const button = (act) => {
    const made = add(row, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", act);
    return made;
  };
  const next = button(() => {
    stop();
    step();
  });
  const play = button(() => (timer ? stop() : start()));
  const again = button(() => {
    stop();
    epoch = 0;
    draw();
  });
  const classes = legend(right);
  const told = status(right);

  const last = () => runs[gate].length - 1;
  function step() {
    epoch = Math.min(epoch + 1, last());
    if (epoch === last()) stop();
    draw();
  }
  function start() {
    if (epoch === last()) epoch = 0;
    timer = setInterval(step, 600);
    draw();
  }
  function stop() {
    clearInterval(timer);
    timer = null;
    draw();
  }

  function draw() {
    const { w, b, errors } = runs[gate][epoch];
    const { X, y } = gates[gate];
    plane.clear();
    plane.shade(w, b);
    plane.axes();
    plane.line(w, b);
    X.forEach((x, i) => plane.point(x, y[i], decide(w, b, x) !== y[i]));
    drawCurve(errors);
    choose.show(gate, say);
    classes.show(say);
    next.textContent = say("one_epoch");
    play.textContent = say(timer ? "pause" : "play");
    again.textContent = say("reset");
    const lines = [epoch ? say("epoch_of", { epoch, mistakes: errors[epoch - 1] }) : say("before")];
    if (epoch && errors[epoch - 1] === 0) lines.push(say("converged"));
    else if (epoch === last()) lines.push(say("not_yet", { epochs: epoch }));
    told.textContent = lines.join("\n");
    plane.canvas.setAttribute("aria-label", `${say("picture")} ${told.textContent}`);
    el.dataset.epoch = epoch;
  }

  function drawCurve(errors) {
    const ink = getComputedStyle(curve).color;
    const x = (k) => 26 + ((k - 1) * 280) / Math.max(last() - 1, 1);
    const y = (value) => 142 - value * 28;
    pen.clearRect(0, 0, 320, 180);
    pen.strokeStyle = pen.fillStyle = ink;
    pen.font = "11px sans-serif";
    pen.globalAlpha = 0.6;
    for (let value = 0; value <= 4; value++) pen.fillText(value, 6, y(value) + 4);
    for (let k = 1; k <= last(); k++) pen.fillText(k, x(k) - 3, 158);
    pen.fillText(say("mistakes"), 6, 12);
    pen.fillText(say("epoch"), 150, 174);
    pen.globalAlpha = 1;
    pen.lineWidth = 2;
    pen.beginPath();
    errors.forEach((value, index) => pen.lineTo(x(index + 1), y(value)));
    pen.stroke();
    errors.forEach((value, index) => {
      pen.beginPath();
      pen.arc(x(index + 1), y(value), 4, 0, 7);
      pen.fill();
    });
  }
  plane.canvas.onFigureKey = (event) => {
    if (event.key !== "ArrowRight") return;
    event.preventDefault();
    stop();
    step();
  };
  draw();
  return { draw, stop };
}
