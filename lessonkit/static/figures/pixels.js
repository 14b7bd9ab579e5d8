// A small color image: pick a pixel, change its three numbers, look at one channel, or at the reader's own gray.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const img = model.get("setup").img.map((line) => line.map((pixel) => [...pixel]));
  const [H, W] = [img.length, img[0].length];
  const CELL = 42;
  let [row, column, view, gray, failure, asked] = [...model.get("setup").start, "color", null, null, 0];
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${W * CELL}px;height:${H * CELL}px;max-width:100%;touch-action:none`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [W * CELL * ratio, H * CELL * ratio];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const views = ["color", "0", "1", "2", "gray"];
  const bar = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const choices = views.map((name) => {
    const made = add(bar, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", () => { view = name; draw(); });
    return made;
  });
  const sliders = ["#D55E00", "#009E73", "#0072B2"].map((colour, channel) => {
    const line = add(right, "label", {}, "display:grid;grid-template-columns:5.5em 10em 3em;align-items:center;gap:.5em");
    const name = add(line, "span");
    const input = add(line, "input", { type: "range", min: 0, max: 255, step: 1 }, `accent-color:${colour}`);
    const shown = add(line, "output", {}, "font-variant-numeric:tabular-nums;text-align:right");
    input.addEventListener("input", () => { img[row][column][channel] = Number(input.value); request(); });
    return { name, input, shown };
  });
  const told = status(right);
  const advice = add(right, "div", {}, "opacity:.8");

  function request() {
    const mine = ++asked;
    draw();
    ask({ img }).then(
      (value) => { if (mine === asked) { [gray, failure] = [value.gray, null]; draw(); } },
      (error) => { if (mine === asked) { [gray, failure] = [null, error]; draw(); } },
    );
  }
  const byte = (value) => Math.max(0, Math.min(255, Math.round(255 * value)));
  function colourOf(i, j) {
    const pixel = img[i][j];
    if (view === "color") return pixel;
    const level = view === "gray" ? (gray ? byte(gray[i][j]) : 255) : pixel[Number(view)];
    return [level, level, level];
  }
  function text(i, j) {
    if (view === "color") return "";
    if (view === "gray") return gray ? gray[i][j].toFixed(2) : "";
    return String(img[i][j][Number(view)]);
  }
  function draw() {
    pen.clearRect(0, 0, W * CELL, H * CELL);
    pen.textAlign = "center";
    pen.font = "13px sans-serif";
    for (let i = 0; i < H; i++)
      for (let j = 0; j < W; j++) {
        const [r, g, b] = colourOf(i, j);
        pen.fillStyle = `rgb(${r},${g},${b})`;
        pen.fillRect(j * CELL, i * CELL, CELL, CELL);
        pen.strokeStyle = "rgba(128,128,128,.5)";
        pen.lineWidth = 1;
        pen.strokeRect(j * CELL, i * CELL, CELL, CELL);
        pen.fillStyle = 0.299 * r + 0.587 * g + 0.114 * b > 128 ? "#000000" : "#FFFFFF";
        pen.fillText(text(i, j), (j + 0.5) * CELL, (i + 0.5) * CELL + 5);
      }
    const [x, y] = [column * CELL, row * CELL];
    for (const [colour, wide] of [["#FFFFFF", 6], ["#000000", 3]]) {
      pen.strokeStyle = colour;
      pen.lineWidth = wide;
      pen.strokeRect(x + 3, y + 3, CELL - 6, CELL - 6);
    }
    choices.forEach((button, index) => {
      button.textContent = [say("color"), `img[:, :, 0] ${say("red")}`, `img[:, :, 1] ${say("green")}`, `img[:, :, 2] ${say("blue")}`, say("gray")][index];
      const pressed = views[index] === view;
      button.setAttribute("aria-pressed", pressed);
      button.style.fontWeight = pressed ? "700" : "400";
      button.style.background = pressed ? "rgba(128,128,128,.4)" : "transparent";
    });
    const names = [say("red"), say("green"), say("blue")];
    sliders.forEach(({ name, input, shown }, channel) => {
      name.textContent = names[channel];
      input.value = img[row][column][channel];
      shown.textContent = img[row][column][channel];
    });
    const [r, g, b] = img[row][column];
    const own = failure ? say("failed", failure) : gray ? say("brightness", { value: gray[row][column].toFixed(4) }) : "";
    told.textContent = `img[${row}, ${column}] = [${r}, ${g}, ${b}]\n${own}`;
    advice.textContent = say("keys");
    canvas.setAttribute("aria-label", say("picture", { rows: H, columns: W }));
    Object.assign(el.dataset, { row, column, view });
    if (gray) el.dataset.gray = gray[row][column].toFixed(4);
  }
  canvas.addEventListener("pointerdown", (event) => {
    const frame = canvas.getBoundingClientRect();
    const scale = (W * CELL) / frame.width;
    column = Math.max(0, Math.min(W - 1, Math.floor(((event.clientX - frame.left) * scale) / CELL)));
    row = Math.max(0, Math.min(H - 1, Math.floor(((event.clientY - frame.top) * scale) / CELL)));
    draw();
  });
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!by) return;
    event.preventDefault();
    [row, column] = [(row + by[0] + H) % H, (column + by[1] + W) % W];
    draw();
  };
  request();
  return { draw };
}
