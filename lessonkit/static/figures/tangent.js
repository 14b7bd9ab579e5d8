// An activation function of the reader, a point to drag on it, the line with the reader's slope, and the slopes below.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const [WIDE, HIGH, SPLIT] = [440, 420, 250];
  const { names, reach } = model.get("setup");
  let [curve, alpha, z, found, failure, asked] = [names[0], 0.1, 1, null, null, 0];
  const FLAT = 0.05;
  let marked = false;
  let [low, high, tall] = [-1.4, 1.6, 1]; // the least and largest value in view, and the largest slope
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${WIDE}px;height:${HIGH}px;touch-action:none;max-width:100%`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [WIDE * ratio, HIGH * ratio];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const choices = names.map((name) => {
    const made = add(row, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", () => request((curve = name)));
    return made;
  });
  const leak = names.includes("leaky_relu")
    ? slider(right, { key: "alpha", least: 0, most: 2, value: alpha, act: (to) => request((alpha = to), (curve = "leaky_relu")) })
    : null;
  const marks = add(right, "button", { type: "button" }, BUTTON + ";align-self:start");
  marks.addEventListener("click", () => draw((marked = !marked)));
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85;white-space:pre-line");

  const px = (at) => ((at + reach) / (2 * reach)) * WIDE;
  const top = (value) => SPLIT - 12 - ((value - low) / (high - low)) * (SPLIT - 24);
  const below = (slope) => HIGH - 16 - (slope / tall) * (HIGH - SPLIT - 44);

  function request() {
    const mine = ++asked;
    draw();
    ask({ curve, alpha }).then(
      (value) => { if (mine === asked) { [found, failure] = [value, null]; draw(); } },
      (error) => { if (mine === asked) { [found, failure] = [null, error]; draw(); } },
    );
  }
  function line(colour, width, dash, points) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.setLineDash(dash);
    pen.beginPath();
    for (const [x, y] of points) pen.lineTo(x, y);
    pen.stroke();
    pen.setLineDash([]);
  }
  function dot(x, y, colour) {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(x, y, 7, 0, 7);
    pen.fill();
  }
  // Runs of numbers without a jump, each a line of its own: the slope of ReLU does not climb, it jumps.
  function runs(values, y, jump) {
    const parts = [[]];
    values.forEach((value, i) => {
      if (i && Math.abs(value - values[i - 1]) > jump) parts.push([]);
      parts.at(-1).push([px(-reach + (i * 2 * reach) / (values.length - 1)), y(value)]);
    });
    return parts;
  }
  function inside(y, from, to, act) {
    pen.save();
    pen.beginPath();
    pen.rect(0, from, WIDE, to - from);
    pen.clip();
    act();
    pen.restore();
  }
  // Grey bands where the slope is nearly 0, over both panels.
  function shadeFlat() {
    const wide = WIDE / (found.slopes.length - 1);
    pen.fillStyle = "rgba(128,128,128,.3)";
    found.slopes.forEach((slope, i) => {
      if (Math.abs(slope) < FLAT) pen.fillRect((i - 0.5) * wide, 0, wide + 0.5, HIGH);
    });
  }
  function axes(ink) {
    pen.globalAlpha = 0.5;
    line(ink, 1, [], [[0, top(0)], [WIDE, top(0)]]);
    line(ink, 1, [], [[0, below(0)], [WIDE, below(0)]]);
    line(ink, 1, [], [[px(0), 4], [px(0), SPLIT - 8]]);
    line(ink, 1, [], [[px(0), SPLIT + 8], [px(0), below(0)]]);
    pen.fillStyle = ink;
    pen.font = "13px sans-serif";
    for (const tick of [-4, -2, 2, 4]) {
      pen.fillText(number(tick), px(tick) - 5, top(0) + 15);
      pen.fillText(number(tick), px(tick) - 5, below(0) + 14);
    }
    for (const tick of high - low > 4 ? [-4, -2, 2, 4] : [-1, 1]) if (tick > low && tick < high) pen.fillText(number(tick), px(0) + 5, top(tick) + 4);
    for (const tick of tall > 1.5 ? [1, 2] : [0.5, 1]) pen.fillText(number(tick), px(0) + 5, below(tick) + 4);
    pen.font = "italic 15px serif";
    pen.fillText("z", WIDE - 14, top(0) - 6);
    pen.globalAlpha = 1;
  }
  function draw() {
    const ink = getComputedStyle(canvas).color;
    pen.clearRect(0, 0, WIDE, HIGH);
    if (found) {
      low = Math.max(-reach, Math.min(-1.4, ...found.values));
      high = Math.min(reach, Math.max(1.6, ...found.values));
      tall = Math.max(1, ...found.slopes);
    }
    if (found && marked) shadeFlat();
    axes(ink);
    if (found) {
      const at = Math.round(((z + reach) / (2 * reach)) * (found.values.length - 1));
      const [value, slope] = [found.values[at], found.slopes[at]];
      inside(top, 0, SPLIT, () => {
        for (const part of runs(found.values, top, 0.5)) line(COLOURS[0], 3, [], part);
        line(COLOURS[1], 2, [7, 5], [-reach, reach].map((x) => [px(x), top(value + slope * (x - z))]));
        dot(px(z), top(value), COLOURS[0]);
      });
      inside(below, SPLIT, HIGH, () => {
        for (const part of runs(found.slopes, below, 0.25)) line(COLOURS[1], 3, [], part);
        dot(px(z), below(slope), COLOURS[1]);
      });
      const shown = (what) => what.toFixed(4).replace("-", "−");
      told.textContent = say("told", { z: number(z), value: shown(value), slope: shown(slope) });
      Object.assign(el.dataset, { value: value.toFixed(4), slope: slope.toFixed(4) });
    } else told.textContent = failure ? say("failed", failure) : "";
    choices.forEach((button, i) => {
      button.textContent = say(names[i]);
      button.setAttribute("aria-pressed", names[i] === curve);
      button.style.fontWeight = names[i] === curve ? "700" : "400";
    });
    leak?.show(alpha, say);
    marks.textContent = say("flat", { slope: FLAT });
    marks.setAttribute("aria-pressed", marked);
    marks.style.fontWeight = marked ? "700" : "400";
    key.textContent = say("key");
    canvas.setAttribute("aria-label", say("picture"));
    const flat = found && marked ? found.slopes.filter((slope) => Math.abs(slope) < FLAT).length / found.slopes.length : 0;
    Object.assign(el.dataset, { curve, z: z.toFixed(2), alpha, flat: flat.toFixed(2) });
  }
  function move(to) {
    z = Math.max(-reach, Math.min(reach, Math.round(to * 20) / 20)); // where a value is known
    draw();
  }
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return ((event.clientX - box.left) / box.width) * 2 * reach - reach;
  };
  canvas.addEventListener("pointerdown", (event) => { canvas.setPointerCapture(event.pointerId); move(place(event)); });
  canvas.addEventListener("pointermove", (event) => { if (event.buttons) move(place(event)); });
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -0.1, ArrowRight: 0.1 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(z + by);
  };
  request();
  return { draw };
}
