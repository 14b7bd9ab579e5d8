// Three scores with a slider each, their probabilities as bars, and the loss that the reader's function gives.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  let [scores, label, answer, failure, asked] = [model.get("setup").start.slice(), 0, null, null, 0];
  const plane = new Plane(left, -0.15, 1.1, 320);
  // What is not exactly 0 or 1 is never written as if it were: that is what the reader is asked to look for.
  const small = (value) => (value > 0 && value < 0.0005 ? value.toExponential(1) : value.toFixed(4)).replace(/-/g, "−");
  const shareText = (value) => (value < 1 && value > 0.99995 ? "0.9999…" : small(value));
  const made = scores.map((value, i) =>
    slider(right, { key: `z${i}`, least: -8, most: 8, value, act: (to) => { scores[i] = to; request(); } }),
  );
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap;align-items:center");
  const caption = add(row, "span");
  const choices = scores.map((_, i) => {
    const button = add(row, "button", { type: "button", textContent: String(i) }, BUTTON);
    button.addEventListener("click", () => { label = i; request(); });
    return button;
  });
  const up = add(row, "button", { type: "button" }, BUTTON);
  up.addEventListener("click", () => {
    if (Math.max(...scores) > 7) return;
    scores = scores.map((value) => Math.round((value + 1) * 10) / 10);
    request();
  });
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85;white-space:pre-line");

  function request() {
    const mine = ++asked;
    draw();
    ask({ scores, label }).then(
      (value) => { if (mine === asked) { [answer, failure] = [value, null]; draw(); } },
      (error) => { if (mine === asked) { [answer, failure] = [null, error]; draw(); } },
    );
  }
  function draw() {
    const { pen } = plane;
    plane.clear();
    pen.font = "13px sans-serif";
    if (answer) {
      answer.shares.forEach((share, i) => {
        const [x0, x1] = [plane.x(i * 0.36), plane.x(i * 0.36 + 0.26)];
        pen.fillStyle = COLOURS[i === label ? 1 : 0];
        pen.fillRect(x0, plane.y(share), x1 - x0, plane.y(0) - plane.y(share));
        pen.fillStyle = plane.ink;
        pen.fillText(shareText(share), x0 + 8, plane.y(share) - 6);
        pen.fillText(String(i), (x0 + x1) / 2 - 4, plane.y(0) + 18);
      });
      told.textContent = say("loss", { loss: small(answer.loss) });
      el.dataset.loss = answer.loss.toFixed(4);
    } else told.textContent = failure ? say("failed", failure) : "";
    pen.strokeStyle = plane.ink;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(plane.x(-0.05), plane.y(0));
    pen.lineTo(plane.x(1.05), plane.y(0));
    pen.stroke();
    made.forEach((one, i) => one.show(scores[i], say));
    caption.textContent = say("label");
    choices.forEach((button, i) => {
      button.setAttribute("aria-pressed", i === label);
      button.style.fontWeight = i === label ? "700" : "400";
    });
    up.textContent = say("up");
    key.textContent = say("key");
    plane.canvas.setAttribute("aria-label", say("picture"));
    Object.assign(el.dataset, { label, scores: scores.join(" ") });
  }
  plane.canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: 2, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    label = (label + by) % 3;
    request();
  };
  request();
  return { draw };
}
