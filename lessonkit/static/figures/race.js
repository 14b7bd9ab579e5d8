// Optimizers on a surface of two parameters, seen from above. Set a start, give each walker its rate; the reader's
// own functions walk, in the kernel.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  right.style.minWidth = "24em";
  right.style.maxWidth = "30em";
  const SIZE = 400;
  const setup = model.get("setup");
  const { surfaces, walkers, steps } = setup;
  const names = Object.keys(surfaces);
  const exponents = [-3, 0.5]; // of the least and the largest rate
  let [surface, beta] = [names[0], setup.beta];
  let start = [...surfaces[surface].start];
  const rates = Object.fromEntries(walkers.map(({ name, rate }) => [name, rate]));
  let [found, shown, timer, failure, asked] = [null, 0, null, null, 0];

  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${SIZE}px;height:${SIZE}px;touch-action:none;max-width:100%;cursor:crosshair`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  canvas.width = canvas.height = SIZE * ratio;
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);

  const choiceRow = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const choices = names.map((name) => {
    const made = add(choiceRow, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", () => {
      [surface, start] = [name, [...surfaces[name].start]];
      request();
    });
    return made;
  });
  choiceRow.hidden = names.length < 2;
  if (choiceRow.hidden) choiceRow.style.display = "none";
  const grid = "display:grid;grid-template-columns:1em 8em 8em 3.6em minmax(6em,1fr);align-items:center;gap:.5em";
  const rows = walkers.map(({ name, colour }) => {
    const row = add(right, "label", {}, grid);
    add(row, "span", {}, `width:.9em;height:.9em;border-radius:50%;background:${colour};border:1px solid currentColor`);
    const caption = add(row, "span");
    const input = add(row, "input", { type: "range", min: exponents[0], max: exponents[1], step: 0.02 }, "width:100%");
    const value = add(row, "output", {}, "font-variant-numeric:tabular-nums;text-align:right");
    const result = add(row, "span", {}, "font-weight:600");
    // the slider counts decades: one decade is as long as the next
    input.addEventListener("input", () => { rates[name] = Number((10 ** Number(input.value)).toPrecision(2)); request(); });
    return { name, caption, input, value, result };
  });
  const betaRow = add(right, "label", {}, grid);
  add(betaRow, "span");
  const betaName = add(betaRow, "span");
  const betaInput = add(betaRow, "input", { type: "range", min: 0, max: 0.95, step: 0.05 }, "width:100%");
  const betaValue = add(betaRow, "output", {}, "font-variant-numeric:tabular-nums;text-align:right");
  betaInput.addEventListener("input", () => { beta = Number(betaInput.value); request(); });
  if (beta === null) betaRow.style.display = "none";
  const line = add(right, "div", {}, "display:flex;gap:1em;align-items:center");
  const again = add(line, "button", { type: "button" }, BUTTON);
  again.addEventListener("click", () => play());
  const told = add(line, "span", {}, "font-variant-numeric:tabular-nums");
  told.setAttribute("aria-live", "off");
  const trouble = add(right, "div", {}, "font-weight:600;white-space:pre-line");
  trouble.setAttribute("aria-live", "polite");
  const meaning = add(right, "div", {}, "opacity:.85");
  const key = add(right, "div", {}, "opacity:.85");

  const px = (a) => ((a - surfaces[surface].window[0]) / (surfaces[surface].window[1] - surfaces[surface].window[0])) * SIZE;
  const py = (b) => SIZE - ((b - surfaces[surface].window[2]) / (surfaces[surface].window[3] - surfaces[surface].window[2])) * SIZE;

  // Grey bands with lines between them, darker where it is lower; light enough for coloured walks on them.
  const reliefs = {};
  function relief(of) {
    if (reliefs[of]) return reliefs[of];
    const { bands } = surfaces[of];
    const made = document.createElement("canvas");
    made.width = made.height = bands.length;
    const ink = made.getContext("2d");
    bands.forEach((across, j) => across.forEach((band, i) => {
      const level = band !== bands[j][i + 1] || band !== bands[j + 1]?.[i];
      const grey = Math.round(204 + (band / setup.most_band) * 51) - (level && i + 1 < across.length && j + 1 < bands.length ? 38 : 0);
      ink.fillStyle = `rgb(${grey},${grey},${grey})`;
      ink.fillRect(i, bands.length - 1 - j, 1, 1);
    }));
    return (reliefs[of] = made);
  }
  function request() {
    clearInterval(timer);
    const mine = ++asked;
    [found, shown, failure] = [null, 0, null];
    draw();
    ask({ surface, start, rates, beta }).then(
      (got) => {
        if (mine !== asked) return;
        found = got;
        play();
      },
      (error) => { if (mine === asked) { failure = error; draw(); } },
    );
  }
  // The first steps one by one, later ones faster: four seconds for the whole race.
  function play() {
    if (!found) return;
    clearInterval(timer);
    shown = 0;
    timer = setInterval(() => {
      shown = Math.min(steps, shown + Math.max(1, Math.round(shown / 12)));
      if (shown === steps) { clearInterval(timer); timer = null; }
      draw();
    }, 90);
    draw();
  }
  function star([a, b]) {
    pen.beginPath();
    for (let k = 0; k < 10; k++) {
      const [angle, far] = [(k * Math.PI) / 5 - Math.PI / 2, k % 2 ? 4 : 9];
      pen.lineTo(px(a) + far * Math.cos(angle), py(b) + far * Math.sin(angle));
    }
    pen.closePath();
    pen.fillStyle = "#ffffff";
    pen.fill();
    pen.strokeStyle = "#222222";
    pen.lineWidth = 1.2;
    pen.stroke();
  }
  function verdict({ off, arrived, path }) {
    if (off) return shown >= path.length ? say("off") : "";
    if (arrived === null) return shown === steps ? say("not_yet", { steps }) : "";
    return shown >= arrived ? say("arrived", { steps: arrived }) : "";
  }
  function draw() {
    pen.clearRect(0, 0, SIZE, SIZE);
    const edge = SIZE / (surfaces[surface].bands.length - 1) / 2;
    pen.drawImage(relief(surface), -edge, -edge, SIZE + 2 * edge, SIZE + 2 * edge);
    pen.fillStyle = "#222222";
    pen.font = "italic 17px serif";
    pen.fillText("x", SIZE - 16, SIZE - 8);
    pen.fillText("y", 6, 16);
    surfaces[surface].minima.forEach(star);
    for (const { name, colour } of walkers) {
      const path = found ? found[name].path.slice(0, shown + 1) : [start];
      pen.strokeStyle = pen.fillStyle = colour;
      pen.lineWidth = 1.6;
      pen.beginPath();
      path.forEach(([a, b]) => pen.lineTo(px(a), py(b)));
      pen.stroke();
      for (const [a, b] of path.slice(0, 60)) {
        pen.beginPath();
        pen.arc(px(a), py(b), 2, 0, 7);
        pen.fill();
      }
    }
    pen.fillStyle = "#ffffff";
    pen.strokeStyle = "#000000";
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.rect(px(start[0]) - 6, py(start[1]) - 6, 12, 12);
    pen.fill();
    pen.stroke();
    for (const { name, colour } of walkers) {
      if (!found) continue;
      const [a, b] = found[name].path[Math.min(shown, found[name].path.length - 1)];
      pen.fillStyle = colour;
      pen.strokeStyle = "#ffffff";
      pen.beginPath();
      pen.arc(px(a), py(b), 6, 0, 7);
      pen.fill();
      pen.stroke();
    }
    choices.forEach((button, i) => {
      button.textContent = say(names[i]);
      button.setAttribute("aria-pressed", names[i] === surface);
      button.style.fontWeight = names[i] === surface ? "700" : "400";
      button.style.background = names[i] === surface ? "rgba(128,128,128,.4)" : "transparent";
    });
    for (const { name, caption, input, value, result } of rows) {
      caption.textContent = say(name);
      input.value = Math.log10(rates[name]);
      value.textContent = String(rates[name]);
      result.textContent = found ? verdict(found[name]) : "";
    }
    betaName.textContent = say("beta");
    betaInput.value = beta ?? 0;
    betaValue.textContent = String(beta ?? "");
    again.textContent = say("again");
    told.textContent = found ? say("step", { step: shown }) : "";
    trouble.textContent = failure ? say("failed", failure) : "";
    meaning.textContent = say("told");
    key.textContent = say("key");
    canvas.setAttribute("aria-label", say("picture"));
    const done = found && shown === steps;
    Object.assign(el.dataset, { surface, start: start.map((v) => v.toFixed(2)).join(" "), state: failure ? "failed" : done ? "done" : "running" });
    el.dataset.arrived = done ? walkers.map(({ name }) => `${name}:${found[name].off ? "off" : found[name].arrived ?? "no"}`).join(" ") : "";
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
