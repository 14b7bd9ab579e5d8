// A field to write in. What is written becomes 32 × 32 black or white cells, then 8 × 8 counts of black ones, as the
// makers of the digits did it; the reader's classifier says in the kernel what it sees.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const { samples, labels } = model.get("setup");
  const [FIELD, FINE, SIDE, PEN] = [288, 32, 8, 2.6];
  const STEP = 1.6; // of the pen that the arrow keys move
  const INSIDE = { wide: 22, high: 27 }; // what the frame leaves, in cells
  let strokes = [];
  let [base, chosen, fit, down, pen, at] = [null, -1, true, false, [FINE / 2, FINE / 4], false];
  let [p, failure, asked, busy, again] = [null, null, 0, false, false];
  const canvas = (parent, wide, high) => {
    const made = add(parent, "canvas", {}, `width:${wide}px;height:${high}px;max-width:100%;touch-action:none`);
    made.setAttribute("role", "img");
    const ratio = window.devicePixelRatio || 1;
    [made.width, made.height] = [wide * ratio, high * ratio];
    const brush = made.getContext("2d");
    brush.scale(ratio, ratio);
    return [made, brush];
  };
  const title = add(left, "div", {}, "font-weight:600");
  const [field, brush] = canvas(left, FIELD, FIELD);
  field.tabIndex = 0;
  field.style.cursor = "crosshair";
  const row = add(left, "div", {}, "display:flex;gap:.5em;flex-wrap:wrap;margin-top:.4em");
  const clear = add(row, "button", { type: "button" }, BUTTON);
  const sample = add(row, "button", { type: "button" }, BUTTON);
  const line = add(left, "label", {}, "display:flex;gap:.4em;align-items:center;margin-top:.4em");
  const box = add(line, "input", { type: "checkbox", checked: true });
  const named = add(line, "span");
  const sees = add(right, "div", {}, "font-weight:600");
  const [eye, small] = canvas(right, 144, 144);
  const [chart, bars] = canvas(right, 330, 168);
  const told = status(right);
  const advice = add(right, "div", {}, "opacity:.8;max-width:26em");

  // ------------------------------------------------------------------------------------- from ink to 64 numbers
  function framed() {
    const all = strokes.flat();
    if (!fit || !all.length) return strokes;
    const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
    const [wide, high] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
    const scale = Math.min(INSIDE.high / Math.max(high, 1), INSIDE.wide / Math.max(wide, 1), 8);
    const middle = [(Math.max(...xs) + Math.min(...xs)) / 2, (Math.max(...ys) + Math.min(...ys)) / 2];
    return strokes.map((stroke) => stroke.map(([x, y]) => [FINE / 2 + (x - middle[0]) * scale, FINE / 2 + (y - middle[1]) * scale]));
  }
  function blackened(lines) {
    const black = new Uint8Array(FINE * FINE);
    for (const stroke of lines)
      stroke.forEach(([x1, y1], index) => {
        const [x0, y0] = stroke[Math.max(index - 1, 0)];
        const length = (x1 - x0) ** 2 + (y1 - y0) ** 2;
        const [low, high] = [Math.max(0, Math.floor(Math.min(y0, y1) - PEN)), Math.min(FINE, Math.ceil(Math.max(y0, y1) + PEN))];
        for (let i = low; i < high; i++)
          for (let j = 0; j < FINE; j++) {
            const along = length ? ((j + 0.5 - x0) * (x1 - x0) + (i + 0.5 - y0) * (y1 - y0)) / length : 0;
            const share = Math.max(0, Math.min(1, along));
            if (Math.hypot(j + 0.5 - x0 - share * (x1 - x0), i + 0.5 - y0 - share * (y1 - y0)) < PEN) black[i * FINE + j] = 1;
          }
      });
    return black;
  }
  function image() {
    const black = blackened(framed());
    const counts = new Array(SIDE * SIDE).fill(0);
    black.forEach((cell, index) => {
      const [i, j] = [Math.floor(index / FINE / 4), Math.floor((index % FINE) / 4)];
      counts[i * SIDE + j] += cell;
    });
    return counts.map((count, index) => Math.max(count / 16, base ? base[index] : 0));
  }
  const empty = () => !strokes.length && !base;

  // --------------------------------------------------------------------------------------------- asking, drawing
  function request() {
    if (busy) { again = true; draw(); return; }
    [busy, again] = [true, false];
    const mine = ++asked;
    const done = (value, error) => {
      busy = false;
      if (mine === asked) { [p, failure] = [value && value.p, error || null]; draw(); }
      if (again) request();
    };
    ask({ image: image() }).then((value) => done(value, null), (error) => done(null, error));
    draw();
  }
  function draw() {
    const ink = getComputedStyle(field).color;
    const cell = FIELD / FINE;
    const seen = image();
    brush.clearRect(0, 0, FIELD, FIELD);
    brush.fillStyle = "#FFFFFF";
    brush.fillRect(0, 0, FIELD, FIELD);
    if (base)
      base.forEach((value, index) => {
        const level = Math.round(255 * (1 - value));
        brush.fillStyle = `rgb(${level},${level},${level})`;
        brush.fillRect((index % SIDE) * 4 * cell, Math.floor(index / SIDE) * 4 * cell, 4 * cell, 4 * cell);
      });
    brush.fillStyle = "#111111";
    blackened(strokes).forEach((on, index) => {
      if (on) brush.fillRect((index % FINE) * cell, Math.floor(index / FINE) * cell, cell + 0.3, cell + 0.3);
    });
    brush.strokeStyle = "rgba(0,114,178,.45)";
    brush.lineWidth = 1;
    for (let k = 0; k <= SIDE; k++) {
      brush.beginPath();
      brush.moveTo(k * 4 * cell, 0);
      brush.lineTo(k * 4 * cell, FIELD);
      brush.moveTo(0, k * 4 * cell);
      brush.lineTo(FIELD, k * 4 * cell);
      brush.stroke();
    }
    if (at) {
      brush.strokeStyle = COLOURS[1];
      brush.lineWidth = down ? 4 : 2;
      brush.beginPath();
      brush.arc(pen[0] * cell, pen[1] * cell, 9, 0, 7);
      brush.stroke();
    }
    seen.forEach((value, index) => {
      const level = Math.round(255 * value);
      small.fillStyle = `rgb(${level},${level},${level})`;
      small.fillRect((index % SIDE) * 18, Math.floor(index / SIDE) * 18, 18.3, 18.3);
    });
    small.strokeStyle = "rgba(128,128,128,.7)";
    small.strokeRect(0.5, 0.5, 143, 143);
    bars.clearRect(0, 0, 330, 168);
    bars.font = "13px sans-serif";
    bars.textBaseline = "middle";
    const most = p && !empty() ? p.indexOf(Math.max(...p)) : -1;
    for (let k = 0; k < 10; k++) {
      const [x, y] = [k < 5 ? 0 : 168, 16 + (k % 5) * 32];
      const share = p && !empty() ? p[k] : 0;
      bars.fillStyle = ink;
      bars.fillText(String(k), x + 4, y);
      bars.globalAlpha = 0.25;
      bars.fillRect(x + 20, y - 8, 90, 16);
      bars.globalAlpha = 1;
      bars.fillStyle = k === most ? COLOURS[1] : COLOURS[0];
      bars.fillRect(x + 20, y - 8, 90 * share, 16);
      bars.fillStyle = ink;
      bars.fillText(p && !empty() ? share.toFixed(2) : "", x + 116, y);
    }
    [title.textContent, sees.textContent, named.textContent] = [say("draw"), say("sees"), say("fit")];
    [clear.textContent, sample.textContent, advice.textContent] = [say("clear"), say("sample"), say("key")];
    box.checked = fit;
    const said = most < 0 ? say("nothing") : say("says", { said: most, p: p[most].toFixed(2) });
    const label = base && !strokes.length ? `\n${say("label", { label: labels[chosen] })}` : "";
    told.textContent = failure ? say("failed", failure) : said + label;
    field.setAttribute("aria-label", `${say("picture")} ${told.textContent}`);
    eye.setAttribute("aria-label", say("sees"));
    chart.setAttribute("aria-label", told.textContent);
    const mass = seen.reduce((a, b) => a + b, 0).toFixed(2);
    Object.assign(el.dataset, { strokes: strokes.length, fit, said: most, mass, sample: chosen, pen: down ? "down" : "up" });
  }

  // ------------------------------------------------------------------------------------------------ mouse and keys
  const inside = (value) => Math.max(0, Math.min(FINE, value));
  const place = (event) => {
    const frame = field.getBoundingClientRect();
    return [inside(((event.clientX - frame.left) / frame.width) * FINE), inside(((event.clientY - frame.top) / frame.height) * FINE)];
  };
  let dragging = false;
  field.addEventListener("pointerdown", (event) => {
    field.setPointerCapture(event.pointerId);
    [dragging, down, at] = [true, false, false];
    strokes.push([place(event)]);
    request();
  });
  field.addEventListener("pointermove", (event) => {
    if (!dragging) return;
    strokes[strokes.length - 1].push(place(event));
    request();
  });
  for (const end of ["pointerup", "pointercancel"]) field.addEventListener(end, () => (dragging = false));
  function wipe() {
    [strokes, base, chosen, down] = [[], null, -1, false];
    request();
  }
  clear.addEventListener("click", wipe);
  sample.addEventListener("click", () => {
    chosen = (chosen + 1) % samples.length;
    const next = chosen;
    [strokes, base, down] = [[], samples[next], false];
    request();
  });
  box.addEventListener("change", () => { fit = box.checked; request(); });
  field.onFigureKey = (event) => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (by) {
      pen = [inside(pen[0] + STEP * by[0]), inside(pen[1] + STEP * by[1])];
      at = true;
      if (down) strokes[strokes.length - 1].push([...pen]);
    } else if (event.key === " ") {
      [down, at] = [!down, true];
      if (down) strokes.push([[...pen]]);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      wipe();
      return;
    } else return;
    event.preventDefault();
    if (by && !down) draw();
    else request();
  };
  request();
  return { draw };
}
