// A small batch as a table, and what a sum along one axis does to it: one entry of the result lit up with its cells.

function picture(model, el, say) {
  const { left, right } = shell(el);
  const X = model.get("setup").X;
  const [m, n] = [X.length, X[0].length];
  const [WIDE, HIGH, CELL] = [430, 360, 54];
  let [axis, lit] = [0, 0];
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${WIDE}px;height:${HIGH}px;max-width:100%;touch-action:none`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [WIDE * ratio, HIGH * ratio];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const choices = [0, 1].map((which) => {
    const made = add(row, "button", { type: "button", textContent: `axis=${which}` }, BUTTON);
    made.addEventListener("click", () => { [axis, lit] = [which, 0]; draw(); });
    return made;
  });
  const told = status(right);
  const advice = add(right, "div", {}, "opacity:.8");
  const [LEFT, TOP] = [64, 46];

  const length = () => (axis ? m : n);
  const cells = () => (axis ? X[lit] : X.map((line) => line[lit]));
  const sum = (values) => values.reduce((a, b) => a + b, 0);

  function box(x, y, text, colour, ink) {
    if (colour) {
      pen.globalAlpha = 0.35;
      pen.fillStyle = colour;
      pen.fillRect(x, y, CELL, CELL);
      pen.globalAlpha = 1;
    }
    pen.strokeStyle = ink;
    pen.lineWidth = colour ? 2.5 : 1;
    pen.strokeRect(x, y, CELL, CELL);
    pen.fillStyle = ink;
    pen.fillText(text, x + CELL / 2, y + CELL / 2 + 6);
  }
  function arrow(x, y, down, text, ink) {
    pen.strokeStyle = pen.fillStyle = ink;
    pen.lineWidth = 2;
    const [p, q] = down ? [x, y + 110] : [x + 110, y];
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(p, q);
    pen.lineTo(...(down ? [p - 5, q - 9] : [p - 9, q - 5]));
    pen.moveTo(p, q);
    pen.lineTo(...(down ? [p + 5, q - 9] : [p - 9, q + 5]));
    pen.stroke();
    pen.save();
    pen.textAlign = "left"; // with both languages the name is longer than its arrow
    pen.translate(...(down ? [x - 10, TOP + m * CELL] : [x, y - 8]));
    if (down) pen.rotate(-Math.PI / 2);
    pen.fillText(text, 0, 0);
    pen.restore();
  }
  function draw() {
    const ink = getComputedStyle(canvas).color;
    pen.clearRect(0, 0, WIDE, HIGH);
    pen.textAlign = "center";
    pen.font = "14px sans-serif";
    arrow(LEFT - 16, TOP, true, say("down"), ink);
    arrow(LEFT, TOP - 14, false, say("across"), ink);
    pen.font = "17px sans-serif";
    X.forEach((line, i) =>
      line.forEach((value, j) => box(LEFT + j * CELL, TOP + i * CELL, value, (axis ? i : j) === lit && COLOURS[0], ink)),
    );
    for (let k = 0; k < length(); k++) {
      const values = axis ? X[k] : X.map((line) => line[k]);
      const at = axis ? [LEFT + n * CELL + 26, TOP + k * CELL] : [LEFT + k * CELL, TOP + m * CELL + 26];
      box(...at, sum(values), k === lit && COLOURS[1], ink);
    }
    choices.forEach((button, which) => {
      button.setAttribute("aria-pressed", which === axis);
      button.style.fontWeight = which === axis ? "700" : "400";
      button.style.background = which === axis ? "rgba(128,128,128,.4)" : "transparent";
    });
    const sums = `X.sum(axis=${axis})[${lit}] = ${cells().join(" + ")} = ${sum(cells())}`;
    told.textContent = `${say("shapes", { before: `(${m}, ${n})`, after: `(${length()},)` })}\n${sums}\n${axis ? say("features") : say("samples")}`;
    advice.textContent = say("keys");
    canvas.setAttribute("aria-label", say("picture", { rows: m, columns: n, axis }));
    Object.assign(el.dataset, { axis, lit, sum: sum(cells()) });
  }
  canvas.addEventListener("pointerdown", (event) => {
    const frame = canvas.getBoundingClientRect();
    const scale = WIDE / frame.width;
    const [x, y] = [(event.clientX - frame.left) * scale - LEFT, (event.clientY - frame.top) * scale - TOP];
    const at = Math.floor((axis ? y : x) / CELL);
    if (at >= 0 && at < length()) { lit = at; draw(); }
  });
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    lit = (lit + by + length()) % length();
    draw();
  };
  draw();
  // before the page holds the picture, its ink is not known yet
  const seen = new IntersectionObserver(() => draw());
  seen.observe(canvas);
  return { draw, stop: () => seen.disconnect() };
}
