// A ball on a curve. Choose a rate, say what will happen, and it walks as the reader's own function tells it.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const [WIDE, HIGH] = [460, 360];
  const setup = model.get("setup");
  const [least, most] = setup.window;
  const heights = setup.heights;
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const fates = setup.curve === "parabola"
    ? ["monotone", "one_step", "converges", "forever", "diverges"]
    : ["deep", "shallow", "restless"];
  let [rate, start, guess, walk, shown, timer, failure, asked] = [setup.rates[3], setup.start, null, null, 0, null, null, 0];
  let [right_, all] = [0, 0];
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${WIDE}px;height:${HIGH}px;touch-action:none;max-width:100%`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [WIDE * ratio, HIGH * ratio];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);

  const range = (key, from, to, step, value, act) => {
    const row = add(right, "label", {}, "display:grid;grid-template-columns:9em 10em 4em;align-items:center;gap:.5em");
    const name = add(row, "span");
    const input = add(row, "input", { type: "range", min: from, max: to, step, value });
    const output = add(row, "output", {}, "font-variant-numeric:tabular-nums;text-align:right");
    input.addEventListener("input", () => act(Number(input.value)));
    return (current) => { name.textContent = say(key); input.value = current; output.textContent = String(Number(current.toFixed(3))).replace("-", "−"); };
  };
  const showRate = range("rate", setup.rates[0], setup.rates[1], setup.rates[2], rate, (to) => reset((rate = to)));
  const ends = setup.curve === "parabola" ? [-4, 1.6] : [-2, 2];
  const showStart = range("start", ends[0], ends[1], 0.1, start, (to) => reset((start = to)));
  const question = add(right, "div", {}, "font-weight:600");
  const choices = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const made = fates.map((fate) => {
    const button = add(choices, "button", { type: "button" }, BUTTON);
    button.addEventListener("click", () => go(fate));
    return button;
  });
  const again = add(right, "button", { type: "button" }, `${BUTTON};align-self:flex-start`);
  again.addEventListener("click", () => reset());
  const told = status(right);
  const tally = add(right, "div", {}, "opacity:.85");

  const px = (x) => ((x - least) / (most - least)) * WIDE;
  const py = (value) => HIGH - 34 - ((value - low) / (high - low)) * (HIGH - 60);
  function height(x) {
    const place = ((x - least) / (most - least)) * (heights.length - 1);
    const below = Math.max(0, Math.min(heights.length - 2, Math.floor(place)));
    return heights[below] + (place - below) * (heights[below + 1] - heights[below]);
  }
  // What the walk did, read off its places and nothing else: the reader's function decides.
  function fate() {
    const x = walk.places;
    if (setup.curve === "parabola") {
      if (x.length < 2) return null;
      const [e0, e1] = [x[0] + 1.25, x[1] + 1.25];
      if (Math.abs(e1) < 1e-9) return "one_step";
      const factor = e1 / e0;
      if (Math.abs(factor + 1) < 1e-9) return "forever";
      if (factor > 0) return factor < 1 ? "monotone" : null;
      return factor > -1 ? "converges" : "diverges";
    }
    const [before, last] = [x.at(-2) ?? x[0], x.at(-1)];
    const near = (place) => Math.abs(last - place) < 0.02 && Math.abs(before - last) < 0.001;
    return near(-1.48397) ? "deep" : near(1.33224) ? "shallow" : "restless";
  }
  function reset() {
    stop();
    asked += 1;
    [guess, walk, shown, failure] = [null, null, 0, null];
    draw();
  }
  function go(said) {
    if (guess) return;
    guess = said;
    const mine = ++asked;
    draw();
    ask({ rate: Number(rate.toFixed(4)), start: Number(start.toFixed(4)) }).then(
      (value) => {
        if (mine !== asked) return;
        walk = value;
        // one place at a time at first, then three: never longer than five seconds
        timer = setInterval(() => {
          shown = Math.min(shown + (shown < 24 ? 1 : 3), walk.places.length - 1);
          if (shown === walk.places.length - 1) finish();
          draw();
        }, 110);
        draw();
      },
      (error) => { if (mine === asked) { failure = error; draw(); } },
    );
  }
  function finish() {
    stop();
    all += 1;
    if (fate() === guess) right_ += 1;
  }
  function stop() {
    clearInterval(timer);
    timer = null;
  }
  function draw() {
    const ink = getComputedStyle(canvas).color;
    pen.clearRect(0, 0, WIDE, HIGH);
    pen.strokeStyle = pen.fillStyle = ink;
    pen.globalAlpha = 0.6;
    pen.lineWidth = 1;
    pen.font = "13px sans-serif";
    pen.beginPath();
    pen.moveTo(0, HIGH - 22);
    pen.lineTo(WIDE, HIGH - 22);
    pen.stroke();
    for (let tick = Math.ceil(least + 0.15); tick <= most - 0.15; tick++) pen.fillText(number(tick), px(tick) - 5, HIGH - 7);
    pen.font = "italic 15px serif";
    pen.fillText("x", WIDE - 12, HIGH - 28);
    pen.globalAlpha = 1;
    pen.lineWidth = 3;
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
    pen.arc(px(here), py(height(here)) - 9, 9, 0, 7);
    pen.fill();
    showRate(rate);
    showStart(start);
    question.textContent = say("question");
    made.forEach((button, i) => {
      button.textContent = say(fates[i]);
      button.setAttribute("aria-pressed", fates[i] === guess);
      button.style.fontWeight = fates[i] === guess ? "700" : "400";
      button.disabled = guess !== null && fates[i] !== guess;
      button.style.opacity = button.disabled ? 0.45 : 1;
    });
    again.textContent = say("again");
    again.style.visibility = guess ? "visible" : "hidden";
    const done = walk && !timer;
    if (failure) told.textContent = say("failed", failure);
    else if (walk) {
      const where = say("where", { step: walk.steps[shown], x: here.toFixed(4).replace("-", "−") });
      const found = done ? fate() : null;
      const verdict = !done ? "" : !found ? say("neither") : say(found === guess ? "right" : "wrong", { fate: say(found) });
      told.textContent = `${where}\n${verdict}`;
    } else told.textContent = "";
    tally.textContent = all ? say("tally", { right: right_, all }) : say("key");
    canvas.setAttribute("aria-label", say("picture"));
    Object.assign(el.dataset, { rate: rate.toFixed(3), start: start.toFixed(1), state: done ? "done" : guess ? "rolling" : "waiting" });
    el.dataset.fate = done ? fate() : "";
    el.dataset.right = right_;
  }
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    rate = Math.max(setup.rates[0], Math.min(setup.rates[1], rate + by * setup.rates[2]));
    reset();
  };
  draw();
  return { draw, stop };
}
