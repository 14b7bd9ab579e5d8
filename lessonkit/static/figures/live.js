// A deep network learns the circles: what it says about every place, its loss and its accuracy, 50 steps at a time. The
// kernel trains with the reader's own functions and sends a grid of probabilities.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const { X, y, schemes, rates, stride, frames, grid, reach, units } = model.get("setup");
  const plane = new Plane(left, -reach, reach, 380);
  const map = Object.assign(document.createElement("canvas"), { width: grid, height: grid });
  let [scheme, rate, seed, frame, found, failure, timer, asked, waiting] = [schemes[0], rates[0], 0, 0, null, null, null, 0, false];

  const choice = (values, key, act) => {
    const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap;align-items:center");
    const caption = add(row, "span");
    const made = values.map((value) => {
      const button = add(row, "button", { type: "button", textContent: String(value) }, BUTTON);
      button.addEventListener("click", () => { stop(); act(value); frame = 0; request(); });
      return button;
    });
    if (values.length < 2) row.style.display = "none";
    return (current) => {
      caption.textContent = say(key);
      made.forEach((button, i) => {
        const pressed = values[i] === current;
        button.setAttribute("aria-pressed", pressed);
        button.style.fontWeight = pressed ? "700" : "400";
        button.style.background = pressed ? "rgba(128,128,128,.4)" : "transparent";
      });
    };
  };
  const showScheme = choice(schemes, "start", (value) => { scheme = value; });
  const showRate = choice(rates, "rate", (value) => { rate = value; });
  const row = (parent = right) => add(parent, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap;align-items:center");
  const button = (parent, act) => {
    const made = add(parent, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", act);
    return made;
  };
  const seeds = row();
  const seedName = add(seeds, "span");
  const sow = (by) => () => { stop(); seed = Math.max(0, seed + by); frame = 0; request(); };
  const less = button(seeds, sow(-1));
  const more = button(seeds, sow(1));
  const moves = row();
  const back = button(moves, () => { stop(); go(-1); });
  const next = button(moves, () => { stop(); go(1); });
  const play = button(moves, () => (timer ? (stop(), draw()) : start()));
  const again = button(moves, () => { stop(); frame = 0; request(); });
  const classes = legend(right);
  const curve = add(right, "canvas", {}, "width:340px;height:170px;max-width:100%");
  const ratio = window.devicePixelRatio || 1;
  [curve.width, curve.height] = [340 * ratio, 170 * ratio];
  const pen = curve.getContext("2d");
  pen.scale(ratio, ratio);
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85");

  function request() {
    const mine = ++asked;
    waiting = true;
    draw();
    ask({ scheme, rate, seed, frame }).then(
      (value) => { if (mine === asked) { [found, failure, waiting] = [value, null, false]; draw(); } },
      (error) => { if (mine === asked) { [found, failure, waiting] = [null, error, false]; stop(); draw(); } },
    );
  }
  function go(by) {
    const to = Math.max(0, Math.min(frames, frame + by));
    if (to === frame) return stop();
    frame = to;
    if (frame === frames) stop();
    request();
  }
  function start() {
    if (frame === frames) frame = 0;
    timer = setInterval(() => { if (!waiting) go(1); }, 110);
    request();
  }
  function stop() {
    clearInterval(timer);
    timer = null;
  }
  function draw() {
    plane.clear();
    if (found) shade();
    plane.axes();
    if (found) border();
    X.forEach(([p, q], i) => {
      plane.pen.fillStyle = COLOURS[y[i]];
      plane.pen.beginPath();
      if (y[i]) plane.pen.rect(plane.x(p) - 3, plane.y(q) - 3, 6, 6);
      else plane.pen.arc(plane.x(p), plane.y(q), 3.4, 0, 7);
      plane.pen.fill();
    });
    drawCurve();
    showScheme(scheme);
    showRate(rate);
    seedName.textContent = `${say("seed")} ${seed}`;
    less.textContent = say("less");
    more.textContent = say("more");
    less.disabled = seed === 0;
    back.textContent = say("back");
    next.textContent = say("next");
    back.disabled = frame === 0;
    next.disabled = frame === frames;
    play.textContent = say(timer ? "pause" : "play");
    again.textContent = say("reset");
    classes.show(say);
    key.textContent = say("key");
    if (failure) told.textContent = say("failed", failure);
    else if (found) {
      const [loss, accuracy] = [found.loss.at(-1).toFixed(3), found.accuracy.at(-1).toFixed(3)];
      const lines = [say("step", { steps: stride * (found.loss.length - 1) }), say("told", { loss, accuracy })];
      if (units) lines.push(say("dead", { dead: found.dead, all: units }));
      told.textContent = lines.join("\n");
      Object.assign(el.dataset, { loss, accuracy, steps: stride * (found.loss.length - 1), dead: found.dead ?? "" });
    } else told.textContent = "";
    plane.canvas.setAttribute("aria-label", `${say("picture")} ${told.textContent}`);
    Object.assign(el.dataset, { live: scheme, rate, seed });
  }
  // The farther a probability is from 0.5, the deeper the colour of its class.
  function shade() {
    const ink = map.getContext("2d");
    const image = ink.createImageData(grid, grid);
    found.grid.forEach((p, i) => {
      const at = 4 * ((grid - 1 - Math.floor(i / grid)) * grid + (i % grid));
      const [red, green, blue] = p > 5000 ? [213, 94, 0] : [0, 114, 178];
      image.data.set([red, green, blue, Math.round((Math.abs(p - 5000) / 5000) * 105)], at);
    });
    ink.putImageData(image, 0, 0);
    plane.pen.imageSmoothingEnabled = true;
    const cell = plane.size / (grid - 1); // the outermost places lie on the edges
    plane.pen.drawImage(map, -cell / 2, -cell / 2, plane.size + cell, plane.size + cell);
  }
  // The line where the probability crosses 0.5, square by square between neighbouring places of the grid.
  function border() {
    const { pen: ink, size } = plane;
    const value = (row, column) => found.grid[row * grid + column] - 5000;
    const place = (row, column) => [(column / (grid - 1)) * size, size - (row / (grid - 1)) * size];
    ink.strokeStyle = plane.ink;
    ink.lineWidth = 1.6;
    ink.beginPath();
    for (let row = 0; row + 1 < grid; row++)
      for (let column = 0; column + 1 < grid; column++) {
        const corners = [[row, column], [row, column + 1], [row + 1, column + 1], [row + 1, column]];
        const cuts = [];
        corners.forEach((corner, i) => {
          const other = corners[(i + 1) % 4];
          const [here, there] = [value(...corner), value(...other)];
          if (here > 0 === there > 0) return;
          const share = here / (here - there);
          const [a, b] = [place(...corner), place(...other)];
          cuts.push([a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]);
        });
        for (let i = 0; i + 1 < cuts.length; i += 2) {
          ink.moveTo(...cuts[i]);
          ink.lineTo(...cuts[i + 1]);
        }
      }
    ink.stroke();
  }
  function drawCurve() {
    const x = (k) => 30 + (k / frames) * 286;
    const h = (value) => 134 - Math.min(value, 1.05) * 104;
    const ink = getComputedStyle(curve).color;
    pen.clearRect(0, 0, 340, 170);
    pen.strokeStyle = pen.fillStyle = ink;
    pen.font = "11px sans-serif";
    pen.globalAlpha = 0.6;
    for (const value of [0, 0.5, 1]) pen.fillText(String(value), 6, h(value) + 4);
    for (let k = 0; k <= frames; k += 10) pen.fillText(String(k * stride), x(k) - 9, 150);
    pen.fillText(say("steps"), 150, 166);
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(28, h(0));
    pen.lineTo(334, h(0));
    pen.stroke();
    pen.globalAlpha = 1;
    pen.fillText(`— ${say("loss")}`, 30, 12);
    pen.fillText(`- - ${say("accuracy")}`, 160, 12);
    if (!found) return;
    pen.lineWidth = 2;
    for (const [values, dash] of [[found.loss, []], [found.accuracy, [5, 4]]]) {
      pen.setLineDash(dash);
      pen.beginPath();
      values.forEach((value, k) => pen.lineTo(x(k), h(value)));
      pen.stroke();
      pen.setLineDash([]);
      pen.beginPath();
      pen.arc(x(values.length - 1), h(values.at(-1)), 3.5, 0, 7);
      pen.fill();
    }
  }
  plane.canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    stop();
    go(by);
  };
  request();
  return { draw, stop };
}
