// Losses of two parameters, from above or from the side. Set a start with the pointer or the arrow keys; the reader's
// function walks. From above, arrows show the way downhill; from the side, dragging turns the surface.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const SIZE = 400;
  const surfaces = model.get("setup").surfaces;
  const names = Object.keys(surfaces);
  const starts = { bowl: [1, 1], students: [-0.6, 2.2], net: [-0.5, -1.5] };
  const axes = { bowl: ["x", "y"], students: ["w", "b"], net: ["w₁", "w₂"] };
  let surface = "net";
  let [start, rate, found, shown, timer, failure, asked] = [[...starts.net], surfaces.net.rate, null, 0, null, null, 0];
  let [tilted, arrows, angle] = [false, false, 40];
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${SIZE}px;height:${SIZE}px;touch-action:none;max-width:100%;cursor:crosshair`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  canvas.width = canvas.height = SIZE * ratio;
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const choices = names.map((name) => {
    const made = add(row, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", () => {
      [surface, start, rate] = [name, [...starts[name]], surfaces[name].rate];
      request();
    });
    return made;
  });
  const line = add(right, "label", {}, "display:grid;grid-template-columns:9em 10em 4em;align-items:center;gap:.5em");
  const name = add(line, "span");
  const size = add(line, "input", { type: "range", min: 0.02, max: 1, step: 0.02 });
  const value = add(line, "output", {}, "font-variant-numeric:tabular-nums;text-align:right");
  // the slider counts parts of the largest rate that makes sense on this surface
  size.addEventListener("input", () => { rate = Number(size.value) * surfaces[surface].most; request(); });
  const views = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const side = add(views, "button", { type: "button" }, BUTTON);
  side.addEventListener("click", () => draw((tilted = !tilted)));
  const field = add(views, "button", { type: "button" }, BUTTON);
  field.addEventListener("click", () => draw((arrows = !arrows)));
  const around = add(right, "label", {}, "display:grid;grid-template-columns:9em 10em;align-items:center;gap:.5em");
  const turning = add(around, "span");
  const turn = add(around, "input", { type: "range", min: 0, max: 360, step: 5 });
  turn.addEventListener("input", () => draw((angle = Number(turn.value))));
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85;white-space:pre-line");

  const px = (a) => ((a - surfaces[surface].window[0]) / (surfaces[surface].window[1] - surfaces[surface].window[0])) * SIZE;
  const py = (b) => SIZE - ((b - surfaces[surface].window[2]) / (surfaces[surface].window[3] - surfaces[surface].window[2])) * SIZE;

  // The colours of cividis: dark is low, and it reads the same for every eye.
  const stops = [[0, 34, 78], [65, 77, 107], [124, 123, 120], [187, 175, 113], [255, 234, 70]];
  function colour(share) {
    const place = share * (stops.length - 1);
    const below = Math.min(stops.length - 2, Math.floor(place));
    return `rgb(${stops[below].map((from, k) => Math.round(from + (place - below) * (stops[below + 1][k] - from)))})`;
  }
  // One dot for each value.
  const reliefs = {};
  function relief(of) {
    if (reliefs[of]) return reliefs[of];
    const { bands, most_band: most } = surfaces[of];
    const made = document.createElement("canvas");
    made.width = made.height = bands.length;
    const ink = made.getContext("2d");
    bands.forEach((across, j) => across.forEach((band, i) => {
      ink.fillStyle = colour(band / most);
      ink.fillRect(i, bands.length - 1 - j, 1, 1);
    }));
    return (reliefs[of] = made);
  }
  function request() {
    clearInterval(timer);
    const mine = ++asked;
    [found, shown, failure] = [null, 0, null];
    draw();
    ask({ surface, start, rate }).then(
      (got) => {
        if (mine !== asked) return;
        found = got;
        const jump = Math.ceil(found.path.length / 40); // three seconds for any walk
        timer = setInterval(() => {
          shown = Math.min(shown + jump, found.path.length - 1);
          if (shown === found.path.length - 1) { clearInterval(timer); timer = null; }
          draw();
        }, 70);
        draw();
      },
      (error) => { if (mine === asked) { failure = error; draw(); } },
    );
  }
  function draw() {
    pen.clearRect(0, 0, SIZE, SIZE);
    if (tilted) drawSide();
    else drawAbove();
    const path = found ? found.path.slice(0, shown + 1) : [start];
    for (const [colour, width] of [["#000000", 3.5], ["#ffffff", 1.6]]) {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.beginPath();
      path.forEach((point) => pen.lineTo(...at(point)));
      pen.stroke();
    }
    pen.fillStyle = "#ffffff";
    for (const point of path) {
      pen.beginPath();
      pen.arc(...at(point), 2.5, 0, 7);
      pen.fill();
    }
    pen.fillStyle = "#ffffff";
    pen.strokeStyle = "#000000";
    pen.lineWidth = 1.5;
    pen.beginPath();
    const [startX, startY] = at(start);
    pen.rect(startX - 6, startY - 6, 12, 12);
    pen.fill();
    pen.stroke();
    const end = path.at(-1);
    pen.fillStyle = COLOURS[1];
    pen.beginPath();
    pen.arc(...at(end), 7, 0, 7);
    pen.fill();
    pen.stroke();
    choices.forEach((button, i) => {
      button.textContent = say(names[i]);
      button.setAttribute("aria-pressed", names[i] === surface);
      button.style.fontWeight = names[i] === surface ? "700" : "400";
    });
    name.textContent = say("rate");
    side.textContent = say(tilted ? "above" : "side");
    field.textContent = say("arrows");
    field.style.display = tilted ? "none" : "";
    field.setAttribute("aria-pressed", arrows);
    field.style.fontWeight = arrows ? "700" : "400";
    around.style.display = tilted ? "grid" : "none";
    turning.textContent = say("turn");
    turn.value = angle;
    canvas.style.cursor = tilted ? "grab" : "crosshair";
    size.value = rate / surfaces[surface].most;
    value.textContent = String(Number(rate.toPrecision(3)));
    const text = (v) => v.toFixed(3).replace("-", "−");
    if (failure) told.textContent = say("failed", failure);
    else if (found) {
      const where = say("where", { step: shown, a: text(end[0]), b: text(end[1]) });
      const done = shown === found.path.length - 1;
      told.textContent = done ? `${where}\n${found.off ? say("off") : say("loss", { loss: found.loss.toFixed(4) })}` : where;
    } else told.textContent = "";
    key.textContent = say(tilted ? "key_side" : "key");
    canvas.setAttribute("aria-label", say("picture"));
    Object.assign(el.dataset, { surface, start: start.map((v) => v.toFixed(2)).join(" "), rate: rate.toPrecision(3), view: tilted ? "side" : "above", turn: angle });
    el.dataset.end = found ? found.path.at(-1).map((v) => v.toFixed(3)).join(" ") : "";
  }
  function drawAbove() {
    // the middle of the outermost cells lies on the edge of the picture
    const edge = SIZE / (surfaces[surface].bands.length - 1) / 2;
    pen.drawImage(relief(surface), -edge, -edge, SIZE + 2 * edge, SIZE + 2 * edge);
    if (arrows) drawArrows();
    pen.font = "italic 17px serif";
    for (const [text, x, y] of [[axes[surface][0], SIZE - 26, SIZE - 8], [axes[surface][1], 6, 18]]) {
      pen.fillStyle = "rgba(255,255,255,.75)";
      pen.fillRect(x - 4, y - 15, 28, 20);
      pen.fillStyle = "#000000";
      pen.fillText(text, x, y);
    }
  }
  // Minus the gradient: its direction is exact, its length only orders steep and flat.
  function drawArrows() {
    const { field: slopes, window: [l, r, b, t] } = surfaces[surface];
    const steepest = Math.max(...slopes.flat().map(([, , p, q]) => Math.hypot(p, q)));
    for (const [x, y, p, q] of slopes.flat()) {
      const [across, down] = [-p / (r - l), q / (t - b)];
      const size = Math.hypot(across, down);
      if (!size) continue;
      const long = 26 * (Math.hypot(p, q) / steepest) ** 0.3;
      const [u, v] = [(across / size) * long, (down / size) * long];
      const [from, to] = [[px(x) - u / 2, py(y) - v / 2], [px(x) + u / 2, py(y) + v / 2]];
      for (const [ink, width] of [["#000000", 3.4], ["#ffffff", 1.5]]) {
        pen.strokeStyle = ink;
        pen.lineWidth = width;
        pen.beginPath();
        pen.moveTo(...from);
        pen.lineTo(...to);
        for (const sign of [1, -1]) {
          pen.moveTo(...to);
          pen.lineTo(to[0] - 0.3 * u - sign * 0.2 * v, to[1] - 0.3 * v + sign * 0.2 * u);
        }
        pen.stroke();
      }
    }
  }
  // Places from −1 to 1 and a height from 0 to 1, turned about the vertical and seen from 35° above.
  function project(a, b, height) {
    const { window: [l, r, c, t] } = surfaces[surface];
    const [x, y] = [(2 * (a - l)) / (r - l) - 1, (2 * (b - c)) / (t - c) - 1];
    const [sin, cos] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)];
    const [across, deep] = [x * cos - y * sin, x * sin + y * cos];
    return [SIZE / 2 + across * SIZE * 0.34, SIZE * 0.62 - deep * SIZE * 0.34 * 0.57 - height * SIZE * 0.36, deep];
  }
  // The height of any place, between the four known ones around it.
  function height(a, b) {
    const { heights, window: [l, r, c, t] } = surfaces[surface];
    const last = heights.length - 1;
    const [i, j] = [(b - c) / (t - c), (a - l) / (r - l)].map((share) => Math.max(0, Math.min(1, share)) * last);
    const [p, q] = [Math.min(last - 1, Math.floor(i)), Math.min(last - 1, Math.floor(j))];
    const along = (row) => heights[row][q] + (j - q) * (heights[row][q + 1] - heights[row][q]);
    return along(p) + (i - p) * (along(p + 1) - along(p));
  }
  function at([a, b]) {
    return tilted ? project(a, b, height(a, b)).slice(0, 2) : [px(a), py(b)];
  }
  function drawSide() {
    const { heights, bands, most_band: most, window: [l, r, b, t] } = surfaces[surface];
    const last = heights.length - 1;
    const [x, y] = [(j) => l + (j * (r - l)) / last, (i) => b + (i * (t - b)) / last];
    const points = heights.map((row, i) => row.map((value, j) => project(x(j), y(i), value)));
    const tiles = [];
    for (let i = 0; i < last; i++)
      for (let j = 0; j < last; j++) {
        const corners = [points[i][j], points[i][j + 1], points[i + 1][j + 1], points[i + 1][j]];
        const [p, q] = [i + 0.5, j + 0.5].map((at) => Math.round((at / last) * (bands.length - 1)));
        tiles.push([corners, bands[p][q] / most, corners.reduce((sum, corner) => sum + corner[2], 0)]);
      }
    tiles.sort((one, other) => other[2] - one[2]); // the far ones first
    pen.lineWidth = 1;
    for (const [corners, share] of tiles) {
      pen.fillStyle = pen.strokeStyle = colour(share);
      pen.beginPath();
      corners.forEach(([p, q]) => pen.lineTo(p, q));
      pen.closePath();
      pen.fill();
      pen.stroke();
    }
    const ink = getComputedStyle(canvas).color;
    pen.fillStyle = ink;
    pen.font = "italic 17px serif";
    const far = [(l + r) / 2, (b + t) / 2];
    const edges = [[axes[surface][0], far[0], b - 0.08 * (t - b)], [axes[surface][1], l - 0.08 * (r - l), far[1]]];
    pen.textAlign = "center";
    for (const [text, p, q] of edges) pen.fillText(text, ...project(p, q, 0).slice(0, 2));
    pen.textAlign = "start";
  }
  function move(to) {
    const { window: [l, r, b, t] } = surfaces[surface];
    start = [Math.max(l, Math.min(r, to[0])), Math.max(b, Math.min(t, to[1]))].map((v) => Math.round(v * 20) / 20);
    request();
  }
  function place(event) {
    const box = canvas.getBoundingClientRect();
    const { window: [l, r, b, t] } = surfaces[surface];
    return [l + ((event.clientX - box.left) / box.width) * (r - l), t - ((event.clientY - box.top) / box.height) * (t - b)];
  }
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    if (!tilted) move(place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!event.buttons) return;
    if (tilted) draw((angle = (angle + event.movementX + 360) % 360));
    else move(place(event));
  });
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] }[event.key];
    if (!by) return;
    event.preventDefault();
    move([start[0] + by[0], start[1] + by[1]]);
  };
  request();
  return { draw, stop: () => clearInterval(timer) };
}
