// A confusion matrix. A cell opens the images that it counts: click it, or go there with the arrow keys.

function picture(model, el, say) {
  const { left, right } = shell(el);
  const { matrix, images, size, names, start } = model.get("setup");
  const known = model.get("labels");
  const K = names.length;
  const [CELL, LEFT, TOP, GRID] = [62, 112, 58, 76];
  const [WIDE, HIGH] = [LEFT + K * CELL + 6, TOP + K * CELL + 6];
  const COLUMNS = 4;
  let [row, column] = start;
  const canvas = (parent, wide, high) => {
    const made = add(parent, "canvas", {}, `width:${wide}px;height:${high}px;max-width:100%`);
    made.setAttribute("role", "img");
    const ratio = window.devicePixelRatio || 1;
    [made.width, made.height] = [wide * ratio, high * ratio];
    const pen = made.getContext("2d");
    pen.scale(ratio, ratio);
    return [made, pen];
  };
  const [table, pen] = canvas(left, WIDE, HIGH);
  table.tabIndex = 0;
  const told = status(right);
  const some = add(right, "div");
  const [shown, paint] = canvas(right, COLUMNS * GRID, 3 * GRID);
  const sum = add(right, "div");
  const advice = add(right, "div", {}, "opacity:.8");

  const named = (index) => (known[`name_${names[index]}`] ? say(`name_${names[index]}`) : names[index]);
  // Two languages do not fit beside each other: one below the other.
  function label(text, x, y, turn) {
    const lines = text.split(" · ");
    lines.forEach((line, index) => pen.fillText(line, x, y + (index - (lines.length - 1) / 2) * 15));
  }
  function draw() {
    const ink = getComputedStyle(table).color;
    const off = Math.max(1, ...matrix.flatMap((line, i) => line.filter((_, j) => i !== j)));
    const most = Math.max(1, ...matrix.flat());
    pen.clearRect(0, 0, WIDE, HIGH);
    pen.textBaseline = "middle";
    pen.font = "13px sans-serif";
    pen.fillStyle = ink;
    for (let k = 0; k < K; k++) {
      pen.textAlign = "right";
      label(named(k), LEFT - 10, TOP + (k + 0.5) * CELL);
      pen.textAlign = "center";
      label(named(k), LEFT + (k + 0.5) * CELL, TOP - 18);
    }
    pen.globalAlpha = 0.75;
    pen.font = "italic 12px sans-serif";
    pen.textAlign = "left";
    pen.fillText(`${say("true")} ↓   ${say("said")} →`, 4, 14);
    pen.globalAlpha = 1;
    matrix.forEach((line, i) =>
      line.forEach((count, j) => {
        const [x, y] = [LEFT + j * CELL, TOP + i * CELL];
        pen.fillStyle = COLOURS[i === j ? 0 : 1];
        pen.globalAlpha = i === j ? (0.45 * count) / most : (0.75 * count) / off;
        pen.fillRect(x, y, CELL, CELL);
        pen.globalAlpha = 0.4;
        pen.strokeStyle = ink;
        pen.lineWidth = 1;
        pen.strokeRect(x, y, CELL, CELL);
        pen.globalAlpha = 1;
        pen.fillStyle = ink;
        pen.textAlign = "center";
        pen.font = "16px sans-serif";
        pen.fillText(String(count), x + CELL / 2, y + CELL / 2 + 1);
      }),
    );
    pen.strokeStyle = ink;
    pen.lineWidth = 3.5;
    pen.strokeRect(LEFT + column * CELL + 2, TOP + row * CELL + 2, CELL - 4, CELL - 4);

    const open = images[row * K + column];
    const [H, W] = size;
    const side = (GRID - 8) / Math.max(H, W);
    paint.clearRect(0, 0, COLUMNS * GRID, 3 * GRID);
    open.forEach((image, index) => {
      const [x, y] = [(index % COLUMNS) * GRID, Math.floor(index / COLUMNS) * GRID];
      image.forEach((level, pixel) => {
        paint.fillStyle = `rgb(${level},${level},${level})`;
        paint.fillRect(x + (pixel % W) * side, y + Math.floor(pixel / W) * side, side + 0.5, side + 0.5);
      });
    });
    const count = matrix[row][column];
    const [several, one] = row === column ? ["right", "right_one"] : ["wrong", "wrong_one"];
    const key = count === 0 ? "none" : count === 1 ? one : several;
    told.textContent = say(key, { count, true: named(row), said: named(column) });
    some.textContent = count > open.length ? say("some", { shown: open.length }) : "";
    const all = matrix.flat().reduce((a, b) => a + b, 0);
    const hits = matrix.reduce((total, line, i) => total + line[i], 0);
    sum.textContent = say("accuracy", { accuracy: (hits / Math.max(all, 1)).toFixed(3), all, mistakes: all - hits });
    advice.textContent = say("key");
    table.setAttribute("aria-label", `${say("picture")} ${told.textContent}`);
    shown.setAttribute("aria-label", told.textContent);
    Object.assign(el.dataset, { row, column, count, images: open.length });
  }
  table.addEventListener("pointerdown", (event) => {
    const frame = table.getBoundingClientRect();
    const scale = WIDE / frame.width;
    const [i, j] = [
      Math.floor(((event.clientY - frame.top) * scale - TOP) / CELL),
      Math.floor(((event.clientX - frame.left) * scale - LEFT) / CELL),
    ];
    if (i < 0 || j < 0 || i >= K || j >= K) return;
    [row, column] = [i, j];
    draw();
  });
  table.onFigureKey = (event) => {
    const by = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!by) return;
    event.preventDefault();
    [row, column] = [(row + by[0] + K) % K, (column + by[1] + K) % K];
    draw();
  };
  draw();
  return { draw };
}
