// A curve and the network that joins some of its points by straight lines, one ReLU a point, by the reader's functions.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const [WIDE, HIGH, LOW, TOP] = [460, 300, -1.4, 2.8];
  const { curves, end } = model.get("setup");
  let [curve, intervals, found, failure, asked] = [curves[0], 4, null, null, 0];
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${WIDE}px;height:${HIGH}px;max-width:100%`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [WIDE * ratio, HIGH * ratio];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const choices = curves.map((name) => {
    const made = add(row, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", () => request((curve = name)));
    return made;
  });
  // the slider counts doublings in tenths, so that few intervals are as easy to choose as many
  const line = add(right, "label", {}, "display:grid;grid-template-columns:11em 12em;align-items:center;gap:.5em");
  const name = add(line, "span");
  const size = add(line, "input", { type: "range", min: 0, max: 6, step: 0.1, value: 2 });
  size.addEventListener("input", () => request((intervals = Math.round(2 ** Number(size.value)))));
  // in its own steps a key would move the slider by less than one interval, and draw() would put it back
  size.onFigureKey = (event) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -intervals / 2, PageUp: intervals }[event.key];
    if (!by) return;
    event.preventDefault();
    move(intervals + by);
  };
  const twice = add(right, "button", { type: "button" }, BUTTON + ";align-self:start;justify-self:start");
  twice.addEventListener("click", () => move(2 * intervals));
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85;white-space:pre-line");

  const px = (value) => 30 + (value / end) * (WIDE - 45);
  const py = (value) => HIGH - 25 - ((value - LOW) / (TOP - LOW)) * (HIGH - 40);

  const move = (count) => request((intervals = Math.min(64, Math.max(1, Math.floor(count)))));
  function request() {
    const mine = ++asked;
    draw();
    ask({ curve, intervals }).then(
      (value) => { if (mine === asked) { [found, failure] = [value, null]; draw(); } },
      (error) => { if (mine === asked) { [found, failure] = [null, error]; draw(); } },
    );
  }
  function path(values, colour, width, dash) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.setLineDash(dash);
    pen.beginPath();
    values.forEach((value, i) => pen.lineTo(px((i * end) / (values.length - 1)), py(Math.max(LOW, Math.min(TOP, value)))));
    pen.stroke();
    pen.setLineDash([]);
  }
  function draw() {
    const ink = getComputedStyle(canvas).color;
    pen.clearRect(0, 0, WIDE, HIGH);
    pen.strokeStyle = pen.fillStyle = ink;
    pen.globalAlpha = 0.5;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(px(0), py(0));
    pen.lineTo(px(end), py(0));
    pen.moveTo(px(0), py(LOW));
    pen.lineTo(px(0), py(TOP));
    pen.stroke();
    pen.globalAlpha = 1;
    pen.font = "13px sans-serif";
    pen.textAlign = "center";
    for (const [value, name] of [[end / 2, "π"], [end, "2π"]]) pen.fillText(name, px(value) - (value === end ? 6 : 0), HIGH - 6);
    pen.textAlign = "right";
    for (const value of [-1, 1, 2]) pen.fillText(number(value), px(0) - 5, py(value) + 4);
    if (found) {
      path(found.y, ink, 4, []);
      path(found.net, COLOURS[1], 2.2, [7, 4]);
      pen.fillStyle = COLOURS[0];
      if (found.points.length < 40)
        for (const [p, q] of found.points) {
          pen.beginPath();
          pen.arc(px(p), py(q), 4.5, 0, 7);
          pen.fill();
        }
    }
    const names = { sin: "sin x", root: "√x", jump: say("jump") };
    choices.forEach((button, i) => {
      button.textContent = names[curves[i]];
      button.setAttribute("aria-pressed", curves[i] === curve);
      button.style.fontWeight = curves[i] === curve ? "700" : "400";
    });
    name.textContent = say("intervals", { count: intervals });
    size.value = Math.log2(intervals);
    twice.textContent = say("double");
    twice.disabled = intervals === 64;
    size.setAttribute("aria-valuetext", intervals);
    if (failure) told.textContent = say("failed", failure);
    else told.textContent = found ? say("error", { units: intervals + 1, error: found.error.toPrecision(2) }) : "";
    key.textContent = say("key");
    canvas.setAttribute("aria-label", say("picture"));
    el.dataset.intervals = intervals;
    el.dataset.curve = curve;
    if (found) el.dataset.error = found.error.toFixed(4);
  }
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(intervals + by);
  };
  request();
  return { draw };
}
