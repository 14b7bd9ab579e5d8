// Losses of two parameters from above. Set a start with the pointer or the arrow keys; the reader's function walks.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const SIZE = 400;
  const surfaces = model.get("setup").surfaces;
  const names = Object.keys(surfaces);
  const starts = { bowl: [1, 1], students: [-0.6, 2.2], net: [-0.5, -1.5] };
  const axes = { bowl: ["x", "y"], students: ["w", "b"], net: ["w₁", "w₂"] };
  let surface = "net";
  let [start, rate, found, shown, timer, failure, asked] = [[...starts.net], surfaces.net.rate, null, 0, null, null, 0];
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
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85;white-space:pre-line");

  const px = (a) => ((a - surfaces[surface].window[0]) / (surfaces[surface].window[1] - surfaces[surface].window[0])) * SIZE;
  const py = (b) => SIZE - ((b - surfaces[surface].window[2]) / (surfaces[surface].window[3] - surfaces[surface].window[2])) * SIZE;

  // One dot for each value, in the colours of cividis: dark is low, and it reads the same for every eye.
  const reliefs = {};
  function relief(of) {
    if (reliefs[of]) return reliefs[of];
    const stops = [[0, 34, 78], [65, 77, 107], [124, 123, 120], [187, 175, 113], [255, 234, 70]];
    const { bands, most_band: most } = surfaces[of];
    const made = document.createElement("canvas");
    made.width = made.height = bands.length;
    const ink = made.getContext("2d");
    bands.forEach((across, j) => across.forEach((band, i) => {
      const place = (band / most) * (stops.length - 1);
      const below = Math.min(stops.length - 2, Math.floor(place));
      const mixed = stops[below].map((from, k) => Math.round(from + (place - below) * (stops[below + 1][k] - from)));
      ink.fillStyle = `rgb(${mixed})`;
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
    // the middle of the outermost cells lies on the edge of the picture
    const edge = SIZE / (surfaces[surface].bands.length - 1) / 2;
    pen.drawImage(relief(surface), -edge, -edge, SIZE + 2 * edge, SIZE + 2 * edge);
    pen.font = "italic 17px serif";
    for (const [text, x, y] of [[axes[surface][0], SIZE - 26, SIZE - 8], [axes[surface][1], 6, 18]]) {
      pen.fillStyle = "rgba(255,255,255,.75)";
      pen.fillRect(x - 4, y - 15, 28, 20);
      pen.fillStyle = "#000000";
      pen.fillText(text, x, y);
    }
    const path = found ? found.path.slice(0, shown + 1) : [start];
    for (const [colour, width] of [["#000000", 3.5], ["#ffffff", 1.6]]) {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.beginPath();
      path.forEach(([a, b]) => pen.lineTo(px(a), py(b)));
      pen.stroke();
    }
    pen.fillStyle = "#ffffff";
    for (const [a, b] of path) {
      pen.beginPath();
      pen.arc(px(a), py(b), 2.5, 0, 7);
      pen.fill();
    }
    pen.fillStyle = "#ffffff";
    pen.strokeStyle = "#000000";
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.rect(px(start[0]) - 6, py(start[1]) - 6, 12, 12);
    pen.fill();
    pen.stroke();
    const end = path.at(-1);
    pen.fillStyle = COLOURS[1];
    pen.beginPath();
    pen.arc(px(end[0]), py(end[1]), 7, 0, 7);
    pen.fill();
    pen.stroke();
    choices.forEach((button, i) => {
      button.textContent = say(names[i]);
      button.setAttribute("aria-pressed", names[i] === surface);
      button.style.fontWeight = names[i] === surface ? "700" : "400";
    });
    name.textContent = say("rate");
    size.value = rate / surfaces[surface].most;
    value.textContent = String(Number(rate.toPrecision(3)));
    const text = (v) => v.toFixed(3).replace("-", "−");
    if (failure) told.textContent = say("failed", failure);
    else if (found) {
      const where = say("where", { step: shown, a: text(end[0]), b: text(end[1]) });
      const done = shown === found.path.length - 1;
      told.textContent = done ? `${where}\n${found.off ? say("off") : say("loss", { loss: found.loss.toFixed(4) })}` : where;
    } else told.textContent = "";
    key.textContent = say("key");
    canvas.setAttribute("aria-label", say("picture"));
    Object.assign(el.dataset, { surface, start: start.map((v) => v.toFixed(2)).join(" "), rate: rate.toPrecision(3) });
    el.dataset.end = found ? found.path.at(-1).map((v) => v.toFixed(3)).join(" ") : "";
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
  canvas.addEventListener("pointerdown", (event) => { canvas.setPointerCapture(event.pointerId); move(place(event)); });
  canvas.addEventListener("pointermove", (event) => { if (event.buttons) move(place(event)); });
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] }[event.key];
    if (!by) return;
    event.preventDefault();
    move([start[0] + by[0], start[1] + by[1]]);
  };
  request();
  return { draw, stop: () => clearInterval(timer) };
}
