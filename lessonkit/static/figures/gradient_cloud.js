// Gradients of many mini-batches around the full one. Dots and ring come from the reader's own functions.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const { sizes, full } = model.get("setup");
  const [SIZE, FAR] = [400, 2.3];
  let [at, draws, found, failure, asked] = [2, 0, null, null, 0];
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${SIZE}px;height:${SIZE}px;max-width:100%`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  canvas.width = canvas.height = SIZE * ratio;
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const line = add(right, "label", {}, "display:grid;grid-template-columns:7em 11em 3em;align-items:center;gap:.5em");
  const name = add(line, "span");
  const input = add(line, "input", { type: "range", min: 0, max: sizes.length - 1, step: 1 });
  const value = add(line, "output", {}, "text-align:right");
  input.addEventListener("input", () => { at = Number(input.value); request(); });
  const again = add(right, "button", { type: "button" }, `${BUTTON};align-self:flex-start`);
  again.addEventListener("click", () => { draws += 1; request(); });
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85");

  const px = (a) => ((a + FAR) / (2 * FAR)) * SIZE;
  const py = (b) => SIZE - px(b);
  function request() {
    const mine = ++asked;
    ask({ size: sizes[at], draw: draws }).then(
      (got) => { if (mine === asked) { [found, failure] = [got, null]; draw(); } },
      (error) => { if (mine === asked) { [found, failure] = [null, error]; draw(); } },
    );
  }
  function star(x, y, reach) {
    pen.beginPath();
    for (let k = 0; k < 10; k++) {
      const [r, turn] = [k % 2 ? reach * 0.42 : reach, (k * Math.PI) / 5 - Math.PI / 2];
      pen.lineTo(x + r * Math.cos(turn), y + r * Math.sin(turn));
    }
    pen.closePath();
  }
  function draw() {
    const ink = getComputedStyle(canvas).color;
    pen.clearRect(0, 0, SIZE, SIZE);
    pen.strokeStyle = pen.fillStyle = ink;
    pen.globalAlpha = 0.55;
    pen.lineWidth = 1;
    for (const [a, b, c, d] of [[-FAR, 0, FAR, 0], [0, -FAR, 0, FAR]]) {
      pen.beginPath();
      pen.moveTo(px(a), py(b));
      pen.lineTo(px(c), py(d));
      pen.stroke();
    }
    pen.font = "12px sans-serif";
    for (const tick of [-2, -1, 1, 2]) {
      pen.fillText(number(tick), px(tick) - 5, py(0) + 15);
      pen.fillText(number(tick), px(0) + 5, py(tick) + 4);
    }
    pen.textAlign = "right";
    pen.fillText(say("first"), SIZE - 4, py(0) - 6);
    pen.textAlign = "left";
    pen.fillText(say("second"), px(0) + 6, 13);
    pen.globalAlpha = 1;
    if (found) {
      pen.fillStyle = COLOURS[0];
      pen.globalAlpha = 0.7;
      for (const [a, b] of found.dots) {
        pen.beginPath();
        pen.arc(px(a), py(b), 3.2, 0, 7);
        pen.fill();
      }
      pen.globalAlpha = 1;
      pen.strokeStyle = COLOURS[1];
      pen.lineWidth = 2.5;
      pen.beginPath();
      pen.arc(px(full[0]), py(full[1]), Math.max(0, (found.radius / (2 * FAR)) * SIZE), 0, 7);
      pen.stroke();
    }
    star(px(full[0]), py(full[1]), 7);
    pen.fillStyle = COLOURS[1];
    pen.fill();
    pen.strokeStyle = ink;
    pen.lineWidth = 1.2;
    pen.stroke();
    name.textContent = say("size");
    input.value = at;
    value.textContent = sizes[at];
    again.textContent = say("draw");
    key.textContent = say("key");
    if (failure) told.textContent = say("failed", failure);
    else if (found) {
      const middle = [0, 1].map((k) => found.dots.reduce((sum, dot) => sum + dot[k], 0) / found.dots.length);
      const astray = Math.hypot(middle[0] - full[0], middle[1] - full[1]) > 0.35;
      const parts = { radius: found.radius.toFixed(3), spread: found.spread.toFixed(3) };
      const about = say("against", { against: found.against, all: found.dots.length });
      told.textContent = `${say("told", parts)}\n${astray ? say("wrong") : about}`;
      Object.assign(el.dataset, { radius: parts.radius, spread: parts.spread, against: found.against });
    } else told.textContent = "";
    el.dataset.size = sizes[at];
    canvas.setAttribute("aria-label", `${say("picture")} ${told.textContent}`);
  }
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    at = Math.max(0, Math.min(sizes.length - 1, at + by));
    request();
  };
  draw();
  request();
  return { draw };
}
