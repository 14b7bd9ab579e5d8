// A network to build: layers and units with buttons, the shapes of its arrays and the number of parameters beside it.

function picture(model, el, say) {
  const { left, right } = shell(el);
  const [WIDE, HIGH, MOST, DEEPEST] = [460, 300, 8, 6];
  let sizes = [...model.get("setup").sizes];
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${WIDE}px;height:${HIGH}px;max-width:100%`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [WIDE * ratio, HIGH * ratio];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  let chosen = 1;

  const table = add(right, "div", {}, "display:flex;flex-direction:column;gap:.3em");
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const button = (parent, act) => {
    const made = add(parent, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", act);
    return made;
  };
  const deeper = button(row, () => change(() => sizes.length <= DEEPEST && sizes.splice(-1, 0, 4)));
  const flatter = button(row, () => change(() => sizes.length > 2 && sizes.splice(-2, 1)));
  const again = button(row, () => change(() => (sizes = [...model.get("setup").sizes])));
  const told = status(right);
  const advice = add(right, "div", {}, "opacity:.8");

  function change(act) {
    act();
    chosen = Math.min(chosen, sizes.length - 1);
    draw();
  }
  function resize(at, by) {
    change(() => (sizes[at] = Math.min(MOST, Math.max(1, sizes[at] + by))));
  }
  const place = (at, unit) => [
    40 + (at * (WIDE - 80)) / (sizes.length - 1),
    HIGH / 2 - 8 + (unit - (sizes[at] - 1) / 2) * ((HIGH - 50) / MOST),
  ];

  function nets() {
    const ink = getComputedStyle(canvas).color;
    pen.clearRect(0, 0, WIDE, HIGH);
    for (let at = 1; at < sizes.length; at++) {
      pen.strokeStyle = at === chosen ? COLOURS[1] : ink;
      pen.globalAlpha = at === chosen ? 0.9 : 0.35;
      pen.lineWidth = at === chosen ? 1.4 : 0.9;
      for (let j = 0; j < sizes[at - 1]; j++)
        for (let k = 0; k < sizes[at]; k++) {
          pen.beginPath();
          pen.moveTo(...place(at - 1, j));
          pen.lineTo(...place(at, k));
          pen.stroke();
        }
    }
    pen.globalAlpha = 1;
    pen.lineWidth = 2;
    pen.textAlign = "center";
    pen.font = "13px sans-serif";
    sizes.forEach((size, at) => {
      for (let unit = 0; unit < size; unit++) {
        const [x, y] = place(at, unit);
        pen.beginPath();
        if (at) pen.arc(x, y, 10, 0, 7);
        else pen.rect(x - 9, y - 9, 18, 18);
        pen.fillStyle = at === chosen ? COLOURS[1] : at ? "#ffffff" : "#d9d9d9";
        pen.fill();
        pen.strokeStyle = ink;
        pen.stroke();
      }
      pen.fillStyle = ink;
      pen.fillText(String(size), place(at, 0)[0], HIGH - 6);
    });
  }

  function draw() {
    nets();
    table.replaceChildren();
    let total = 0;
    sizes.forEach((size, at) => {
      const line = add(table, "div", {}, "display:grid;grid-template-columns:6em 2.2em 2em 2.2em 1fr;align-items:center;gap:.3em");
      const name = add(line, "button", { type: "button", textContent: at ? say("layer", { number: at }) : say("inputs") }, BUTTON);
      name.style.fontWeight = at === chosen ? "700" : "400";
      name.style.padding = ".1em .3em";
      name.disabled = at === 0;
      name.addEventListener("click", () => change(() => (chosen = at)));
      const less = add(line, "button", { type: "button", textContent: "−" }, BUTTON + ";padding:.1em .5em");
      less.setAttribute("aria-label", say("fewer"));
      less.addEventListener("click", () => resize(at, -1));
      add(line, "span", { textContent: String(size) }, "text-align:center;font-variant-numeric:tabular-nums");
      const more = add(line, "button", { type: "button", textContent: "+" }, BUTTON + ";padding:.1em .5em");
      more.setAttribute("aria-label", say("more"));
      more.addEventListener("click", () => resize(at, 1));
      const before = sizes[at - 1];
      add(line, "span", { textContent: at ? `W (${before}, ${size})   b (${size},)` : "" }, "white-space:pre;font-family:monospace");
      if (at) total += before * size + size;
    });
    deeper.textContent = say("deeper");
    flatter.textContent = say("flatter");
    again.textContent = say("reset");
    told.textContent = say("total", { total, layers: sizes.length - 1 });
    advice.textContent = say("chosen", { number: chosen, inputs: sizes[chosen - 1] });
    canvas.setAttribute("aria-label", say("picture", { sizes: sizes.join(", ") }));
    el.dataset.total = total;
    el.dataset.sizes = sizes.join("-");
    el.dataset.chosen = chosen;
  }
  canvas.addEventListener("pointerdown", (event) => {
    const box = canvas.getBoundingClientRect();
    const at = Math.round(((((event.clientX - box.left) / box.width) * WIDE - 40) / (WIDE - 80)) * (sizes.length - 1));
    change(() => (chosen = Math.min(sizes.length - 1, Math.max(1, at))));
  });
  canvas.onFigureKey = (event) => {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const grow = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!move && !grow) return;
    event.preventDefault();
    if (move) change(() => (chosen = Math.min(sizes.length - 1, Math.max(1, chosen + move))));
    else resize(chosen, grow);
  };
  draw();
  return { draw };
}
