// Two arrays of chosen shapes and their sum: what NumPy repeats to make them fit, or why it refuses.

function picture(model, el, say) {
  const { left, right } = shell(el);
  const { shapes, start } = model.get("setup");
  const [WIDE, HIGH, CELL] = [490, 250, 40];
  const chosen = [...start];
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${WIDE}px;height:${HIGH}px;max-width:100%`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [WIDE * ratio, HIGH * ratio];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const shown = (shape) => (shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`);
  const rows = ["A", "B"].map((name, which) => {
    const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap;align-items:center");
    add(row, "span", { textContent: name }, "width:1em;font-weight:700");
    return shapes.map((shape, index) => {
      const made = add(row, "button", { type: "button", textContent: shown(shape) }, BUTTON);
      made.addEventListener("click", () => { chosen[which] = index; draw(); });
      return made;
    });
  });
  const rule = add(right, "pre", {}, "margin:0;font-size:1.05em;background:transparent;color:inherit");
  const told = status(right);

  // Shapes are written flush right; a missing length counts as 1, and a 1 is repeated.
  const padded = (shape) => [...Array(2 - shape.length).fill(1), ...shape];
  function joined(a, b) {
    const lengths = padded(a).map((value, i) => (value === padded(b)[i] || padded(b)[i] === 1 ? value : value === 1 ? padded(b)[i] : 0));
    return lengths.includes(0) ? null : lengths.slice(2 - Math.max(a.length, b.length));
  }
  const values = (shape, step) => {
    const [r, c] = padded(shape);
    return (i, j) => step * (1 + (r === 1 ? 0 : i) * c + (c === 1 ? 0 : j));
  };
  function table(x, y, size, value, real, colour, ink) {
    for (let i = 0; i < size[0]; i++)
      for (let j = 0; j < size[1]; j++) {
        const own = real(i, j);
        pen.globalAlpha = own ? 0.4 : 0.12;
        pen.fillStyle = colour;
        pen.fillRect(x + j * CELL, y + i * CELL, CELL, CELL);
        pen.globalAlpha = own ? 1 : 0.55;
        pen.strokeStyle = pen.fillStyle = ink;
        pen.setLineDash(own ? [] : [4, 3]);
        pen.lineWidth = 1;
        pen.strokeRect(x + j * CELL, y + i * CELL, CELL, CELL);
        pen.fillText(value(i, j), x + (j + 0.5) * CELL, y + (i + 0.5) * CELL + 5);
      }
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }
  function draw() {
    const [a, b] = chosen.map((index) => shapes[index]);
    const result = joined(a, b);
    const ink = getComputedStyle(canvas).color;
    pen.clearRect(0, 0, WIDE, HIGH);
    pen.textAlign = "center";
    pen.font = "15px sans-serif";
    const whole = result && padded(result);
    let x = 20;
    [[a, 1, COLOURS[0], "A"], [b, 10, COLOURS[1], "B"]].forEach(([shape, step, colour, name], which) => {
      const own = padded(shape);
      const size = whole || own;
      const top = 120 - (size[0] * CELL) / 2;
      table(x, top, size, values(shape, step), (i, j) => i < own[0] && j < own[1], colour, ink);
      pen.fillText(`${name} ${shown(shape)}`, x + Math.max((size[1] * CELL) / 2, 28), 235);
      x += size[1] * CELL + 22;
      pen.fillText(which ? "=" : "+", x, 125);
      x += 22;
    });
    if (whole) {
      const top = 120 - (whole[0] * CELL) / 2;
      const sum = (i, j) => values(a, 1)(i, j) + values(b, 10)(i, j);
      table(x, top, whole, sum, () => true, "#009E73", ink);
      pen.fillText(`A + B ${shown(result)}`, x + Math.max((whole[1] * CELL) / 2, 40), 235);
    } else {
      pen.font = "30px sans-serif";
      pen.fillText("✗", x + 16, 130);
    }
    rows.forEach((buttons_, which) =>
      buttons_.forEach((button, index) => {
        const pressed = chosen[which] === index;
        button.setAttribute("aria-pressed", pressed);
        button.style.fontWeight = pressed ? "700" : "400";
        button.style.background = pressed ? "rgba(128,128,128,.4)" : "transparent";
      }),
    );
    const line = (name, shape) => `${name.padEnd(6)}${shape.map((value) => String(value).padStart(3)).join("").padStart(6)}`;
    rule.textContent = [line("A", a), line("B", b), result ? line("A + B", result) : "A + B     ✗"].join("\n");
    const same = result && shown(a) === shown(b);
    told.textContent = !result ? say("refused") : same ? say("alike") : say("repeated", { shape: shown(result) });
    canvas.setAttribute("aria-label", say("picture", { a: shown(a), b: shown(b), result: result ? shown(result) : "✗" }));
    el.dataset.result = result ? shown(result) : "none";
  }
  canvas.onFigureKey = (event) => {
    const which = { ArrowLeft: 0, ArrowRight: 0, ArrowUp: 1, ArrowDown: 1 }[event.key];
    if (which === undefined) return;
    event.preventDefault();
    const by = event.key === "ArrowLeft" || event.key === "ArrowUp" ? -1 : 1;
    chosen[which] = (chosen[which] + by + shapes.length) % shapes.length;
    draw();
  };
  draw();
  // before the page holds the picture, its ink is not known yet
  const seen = new IntersectionObserver(() => draw());
  seen.observe(canvas);
  return { draw, stop: () => seen.disconnect() };
}
