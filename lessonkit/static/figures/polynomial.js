// Twelve points, forty new ones, and the polynomial of a degree that the reader chooses. The errors of the degrees that
// were looked at stay in the small chart, so that the reader finds its shape alone.

function picture(model, el, say) {
  const { left, right } = shell(el);
  const { x, samples, fits, fine, x_new: xNew, y_new: yNew } = model.get("setup");
  const [WIDE, HIGH, SMALL, LOW] = [440, 330, 340, 190];
  const most = fits[0].length - 1;
  let [degree, sample, seen] = [0, 0, new Set([0])];
  const sheet = (parent, wide, high) => {
    const canvas = add(parent, "canvas", {}, `width:${wide}px;height:${high}px;max-width:100%`);
    const ratio = window.devicePixelRatio || 1;
    [canvas.width, canvas.height] = [wide * ratio, high * ratio];
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    return [canvas, pen];
  };
  const [canvas, pen] = sheet(left, WIDE, HIGH);
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "img");
  const line = add(right, "label", {}, "display:grid;grid-template-columns:5em 12em 2em;align-items:center;gap:.5em");
  const name = add(line, "span");
  const input = add(line, "input", { type: "range", min: 0, max: most, step: 1 });
  const value = add(line, "output", {}, "font-variant-numeric:tabular-nums;text-align:right");
  input.addEventListener("input", () => choose(Number(input.value)));
  const row = add(right, "div", {}, "display:flex;gap:.8em;align-items:center;flex-wrap:wrap");
  const again = add(row, "button", { type: "button" }, BUTTON);
  again.addEventListener("click", () => {
    sample = (sample + 1) % samples.length;
    seen = new Set([degree]);
    draw();
  });
  const which = add(row, "span");
  const told = status(right);
  const caption = add(right, "div");
  const [chart, ink] = sheet(right, SMALL, LOW);
  const names = add(right, "div", {}, "display:flex;gap:1.2em;flex-wrap:wrap");
  const legends = [0, 1].map((kind) => {
    const item = add(names, "span", {}, "display:inline-flex;align-items:center;gap:.4em");
    const form = kind ? `border:2px solid ${COLOURS[1]};box-sizing:border-box` : `border-radius:50%;background:${COLOURS[0]}`;
    add(item, "span", {}, `display:inline-block;width:.8em;height:.8em;${form}`);
    return add(item, "span");
  });
  const key = add(right, "div", {}, "opacity:.85;white-space:pre-line");

  const px = (a) => 30 + ((a + 1.05) / 2.1) * (WIDE - 40);
  const py = (b) => HIGH / 2 - (b / 2.6) * (HIGH / 2 - 8);
  function choose(to) {
    degree = Math.max(0, Math.min(most, to));
    seen.add(degree);
    draw();
  }
  function mark(brush, kind, a, b, size) {
    if (kind) {
      brush.strokeStyle = COLOURS[1];
      brush.lineWidth = 1.6;
      brush.strokeRect(a - size, b - size, 2 * size, 2 * size);
      return;
    }
    brush.fillStyle = COLOURS[0];
    brush.beginPath();
    brush.arc(a, b, size + 1.2, 0, 7);
    brush.fill();
  }
  function axes(colour) {
    pen.strokeStyle = pen.fillStyle = colour;
    pen.globalAlpha = 0.55;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(px(-1.05), py(0));
    pen.lineTo(px(1.05), py(0));
    pen.stroke();
    pen.font = "12px sans-serif";
    for (const tick of [-1, 1]) pen.fillText(number(tick), px(tick) - 6, py(0) + 15);
    for (const tick of [-2, -1, 1, 2]) pen.fillText(number(tick), 4, py(tick) + 4);
    pen.font = "italic 15px serif";
    pen.fillText("x", WIDE - 12, py(0) - 6);
    pen.fillText("y", 16, 14);
    pen.globalAlpha = 1;
  }
  function drawChart(colour) {
    const across = (d) => 64 + (d / most) * (SMALL - 78);
    const top = 1;
    const bottom = -4;
    const down = (error) => 10 + ((top - Math.max(bottom, Math.min(top, Math.log10(Math.max(error, 1e-12))))) / (top - bottom)) * (LOW - 42);
    ink.clearRect(0, 0, SMALL, LOW);
    ink.strokeStyle = ink.fillStyle = colour;
    ink.globalAlpha = 0.6;
    ink.font = "11px sans-serif";
    for (const power of [1, 0, -1, -2, -3, -4]) {
      const text = power < -3 ? "≤ 0.0001" : String(10 ** power);
      ink.textAlign = "right";
      ink.fillText(text, 54, down(10 ** power) + 4);
    }
    ink.textAlign = "center";
    for (let d = 0; d <= most; d++) ink.fillText(String(d), across(d), LOW - 14);
    ink.fillText(say("degree"), SMALL / 2 + 24, LOW - 3);
    ink.textAlign = "left";
    ink.beginPath();
    ink.moveTo(58, down(1e-4) + 8);
    ink.lineTo(SMALL - 6, down(1e-4) + 8);
    ink.stroke();
    ink.globalAlpha = 0.25;
    ink.fillRect(across(degree) - 0.5, 6, 1, LOW - 34);
    ink.globalAlpha = 1;
    for (const d of seen) {
      mark(ink, 0, across(d), down(fits[sample][d].used), 3.2);
      mark(ink, 1, across(d), down(fits[sample][d].fresh), 3.8);
    }
  }
  function draw() {
    const colour = getComputedStyle(canvas).color;
    const fit = fits[sample][degree];
    pen.clearRect(0, 0, WIDE, HIGH);
    axes(colour);
    xNew.forEach((a, i) => mark(pen, 1, px(a), py(yNew[i]), 3.2));
    pen.strokeStyle = colour;
    pen.lineWidth = 2.2;
    pen.beginPath();
    fine.forEach((a, i) => pen.lineTo(px(a), py(fit.curve[i])));
    pen.stroke();
    x.forEach((a, i) => mark(pen, 0, px(a), py(samples[sample][i]), 5));
    drawChart(colour);
    name.textContent = say("degree");
    input.value = degree;
    value.textContent = String(degree);
    again.textContent = say("again");
    which.textContent = say("sample", { number: sample + 1, all: samples.length });
    const shown = { degree, free: degree + 1, m: x.length, new: xNew.length, used: fit.used.toFixed(3), fresh: fit.fresh.toFixed(3) };
    told.textContent = say("told", shown);
    caption.textContent = say("errors");
    [legends[0].textContent, legends[1].textContent] = [say("used"), say("fresh")];
    key.textContent = say("key");
    canvas.setAttribute("aria-label", `${say("picture")} ${told.textContent}`);
    Object.assign(el.dataset, { degree, sample, used: shown.used, fresh: shown.fresh, seen: seen.size });
  }
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    choose(degree + by);
  };
  draw();
  return { draw };
}
