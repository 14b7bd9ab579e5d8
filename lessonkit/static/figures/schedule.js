// Above, the learning rate over the steps as the reader's own function gives it; below, a ball in two valleys that
// walks with these rates.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const [WIDE, TOP, HIGH, GAP] = [460, 130, 380, 30];
  const setup = model.get("setup");
  const { kinds, heights, steps } = setup;
  const [least, most] = setup.window;
  const names = Object.keys(kinds);
  const valleys = { deep: -1.484, shallow: 1.3322 };
  const settings = Object.fromEntries(names.map((kind) => [kind, Object.fromEntries(Object.entries(kinds[kind]).map(([name, v]) => [name, v[3]]))]));
  let [kind, lr0, start] = ["constant", 0.45, 2];
  let [walk, shown, timer, failure, asked] = [null, 0, null, null, 0];

  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${WIDE}px;height:${HIGH}px;touch-action:manipulation;max-width:100%`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [WIDE * ratio, HIGH * ratio];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);

  const choiceRow = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const choices = names.map((name) => {
    const made = add(choiceRow, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", () => { kind = name; build(); request(); });
    return made;
  });
  const sliders = add(right, "div", {}, "display:flex;flex-direction:column;gap:.4em");
  const line = add(right, "div", {}, "display:flex;gap:1em;align-items:center");
  const again = add(line, "button", { type: "button" }, BUTTON);
  again.addEventListener("click", () => play());
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85");

  let shownSliders = [];
  function control(name, [low, high, by], read, write) {
    const row = add(sliders, "label", {}, "display:grid;grid-template-columns:10em 9em 3.5em;align-items:center;gap:.5em");
    const caption = add(row, "span");
    const input = add(row, "input", { type: "range", min: low, max: high, step: by });
    input.dataset.name = name;
    const value = add(row, "output", {}, "font-variant-numeric:tabular-nums;text-align:right");
    input.addEventListener("input", () => { write(Number(input.value)); request(); });
    shownSliders.push(() => {
      caption.textContent = say(name);
      input.value = read();
      value.textContent = String(Number(read().toFixed(3))).replace("-", "−");
    });
  }
  function build() {
    sliders.replaceChildren();
    shownSliders = [];
    control("start", [-2.2, 2.2, 0.05], () => start, (v) => { start = v; });
    control("lr0", [0.01, 0.6, 0.01], () => lr0, (v) => { lr0 = v; });
    for (const [name, limits] of Object.entries(kinds[kind])) {
      control(name, limits, () => settings[kind][name], (v) => { settings[kind][name] = v; });
    }
  }
  function request() {
    clearInterval(timer);
    timer = null;
    const mine = ++asked;
    [walk, shown, failure] = [null, 0, null];
    draw();
    ask({ kind, lr0, start, more: settings[kind] }).then(
      (got) => {
        if (mine !== asked) return;
        walk = got;
        play();
      },
      (error) => { if (mine === asked) { failure = error; draw(); } },
    );
  }
  function play() {
    if (!walk) return;
    clearInterval(timer);
    shown = 0;
    const last = walk.places.length - 1;
    timer = setInterval(() => {
      shown = Math.min(last, shown + Math.max(1, Math.round(shown / 10)));
      if (shown === last) { clearInterval(timer); timer = null; }
      draw();
    }, 90);
    draw();
  }
  function fate() {
    const tail = walk.places.slice(-5);
    if (walk.places.length <= steps) return "restless"; // it left the numbers
    return Object.keys(valleys).find((name) => tail.every((x) => Math.abs(x - valleys[name]) < 0.002)) || "restless";
  }
  const px = (x) => ((x - least) / (most - least)) * WIDE;
  const bottom = Math.min(...heights);
  const top = 0.9;
  const py = (z) => HIGH - GAP - ((z - bottom) / (top - bottom)) * (HIGH - TOP - GAP - 52) - 6;
  const height = (x) => 0.25 * x ** 4 - x ** 2 + 0.3 * x;
  function draw() {
    const ink = getComputedStyle(canvas).color;
    pen.clearRect(0, 0, WIDE, HIGH);
    pen.font = "13px sans-serif";
    // the rates
    const [x0, y0] = [46, TOP - 6];
    const tall = 0.6;
    const rx = (t) => x0 + (t / steps) * (WIDE - x0 - 26);
    const ry = (rate) => y0 - (rate / tall) * (TOP - 34);
    pen.strokeStyle = pen.fillStyle = ink;
    pen.globalAlpha = 0.65;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(x0, 22);
    pen.lineTo(x0, y0);
    pen.lineTo(WIDE - 12, y0);
    pen.stroke();
    for (const tick of [0, 50, 100, 150, 200]) pen.fillText(String(tick), rx(tick) - 8, y0 + 16);
    for (const tick of [0.2, 0.4, 0.6]) pen.fillText(String(tick), 16, ry(tick) + 4);
    pen.fillText(say("rate"), 4, 13);
    const caption = say("steps");
    pen.fillText(caption, rx(125) - pen.measureText(caption).width / 2, y0 + 16);
    pen.globalAlpha = 1;
    if (walk) {
      pen.strokeStyle = COLOURS[0];
      pen.lineWidth = 2.2;
      pen.beginPath();
      walk.rates.forEach((rate, t) => { pen.lineTo(rx(t), ry(rate)); pen.lineTo(rx(t + 1), ry(rate)); });
      pen.stroke();
      const now = Math.max(0, Math.min(shown, walk.rates.length) - 1);
      pen.fillStyle = COLOURS[1];
      pen.beginPath();
      pen.arc(rx(now), ry(walk.rates[now]), 6, 0, 7);
      pen.fill();
    }
    // the valleys
    pen.strokeStyle = pen.fillStyle = ink;
    pen.globalAlpha = 0.65;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(0, HIGH - GAP + 8);
    pen.lineTo(WIDE, HIGH - GAP + 8);
    pen.stroke();
    for (const tick of [-2, -1, 0, 1, 2]) pen.fillText(number(tick), px(tick) - 5, HIGH - 6);
    pen.font = "italic 15px serif";
    pen.fillText("x", WIDE - 12, HIGH - GAP);
    pen.globalAlpha = 1;
    // the curve rises beyond its panel: keep it out of the one above
    pen.save();
    pen.beginPath();
    pen.rect(0, TOP + 22, WIDE, HIGH);
    pen.clip();
    pen.lineWidth = 2.5;
    pen.beginPath();
    heights.forEach((value, i) => pen.lineTo((i * WIDE) / (heights.length - 1), py(value)));
    pen.stroke();
    const places = walk ? walk.places.slice(0, shown + 1) : [start];
    pen.strokeStyle = pen.fillStyle = COLOURS[0];
    pen.lineWidth = 1;
    pen.globalAlpha = 0.55;
    pen.beginPath();
    places.forEach((x) => pen.lineTo(px(x), py(height(x))));
    pen.stroke();
    for (const x of places) {
      pen.beginPath();
      pen.arc(px(x), py(height(x)), 3, 0, 7);
      pen.fill();
    }
    pen.globalAlpha = 1;
    const here = places.at(-1);
    pen.fillStyle = COLOURS[1];
    pen.beginPath();
    pen.arc(px(here), py(height(here)) - 8, 8, 0, 7);
    pen.fill();
    pen.restore();

    choices.forEach((button, i) => {
      button.textContent = say(names[i]);
      button.setAttribute("aria-pressed", names[i] === kind);
      button.style.fontWeight = names[i] === kind ? "700" : "400";
      button.style.background = names[i] === kind ? "rgba(128,128,128,.4)" : "transparent";
    });
    shownSliders.forEach((show) => show());
    again.textContent = say("again");
    const done = walk && !timer;
    if (failure) told.textContent = say("failed", failure);
    else if (walk) {
      const now = Math.max(0, Math.min(shown, walk.rates.length) - 1);
      const where = say("where", { step: shown, rate: walk.rates[now].toFixed(4), x: here.toFixed(4).replace("-", "−") });
      told.textContent = done ? `${where}\n${say(fate(), { steps })}` : where;
    } else told.textContent = "";
    key.textContent = say("key");
    canvas.setAttribute("aria-label", say("picture"));
    Object.assign(el.dataset, { kind, start: start.toFixed(2), state: failure ? "failed" : done ? "done" : "running" });
    el.dataset.fate = done ? fate() : "";
  }
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -0.05, ArrowRight: 0.05 }[event.key];
    if (!by) return;
    event.preventDefault();
    start = Math.round(Math.max(-2.2, Math.min(2.2, start + by)) * 20) / 20;
    request();
  };
  build();
  request();
  return { draw, stop: () => clearInterval(timer) };
}
