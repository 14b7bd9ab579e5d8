// Eight events without their years: the reader places each on the line, then sees where it belongs.

function picture(model, el, say) {
  const { left, right } = shell(el);
  const { events, winters, span } = model.get("setup");
  const [WIDE, HIGH, LINE] = [600, 210, 120];
  let [at, guess, guesses, open] = [0, 1985, [], true];
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${WIDE}px;height:${HIGH}px;touch-action:none;max-width:100%;cursor:ew-resize`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [WIDE * ratio, HIGH * ratio];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const event = add(right, "div", {}, "min-height:4em;font-weight:600");
  event.setAttribute("aria-live", "polite");
  const line = add(right, "label", {}, "display:grid;grid-template-columns:7em 11em 3.5em;align-items:center;gap:.5em");
  const name = add(line, "span");
  const size = add(line, "input", { type: "range", min: span[0], max: span[1], step: 1 });
  const value = add(line, "output", {}, "font-variant-numeric:tabular-nums;text-align:right");
  size.addEventListener("input", () => move(Number(size.value)));
  const row = add(right, "div", {}, "display:flex;gap:.4em");
  const place = add(row, "button", { type: "button" }, BUTTON);
  place.addEventListener("click", () => go());
  const again = add(row, "button", { type: "button" }, BUTTON);
  again.addEventListener("click", () => draw(([at, guess, guesses, open] = [0, 1985, [], true])));
  const told = status(right);

  const px = (year) => 24 + ((year - span[0]) / (span[1] - span[0])) * (WIDE - 48);
  const done = () => guesses.length === events.length && !open;
  function move(year) {
    if (!open) return draw();
    guess = Math.max(span[0], Math.min(span[1], Math.round(year)));
    draw();
  }
  function go() {
    if (open) [guesses, open] = [[...guesses, guess], false];
    else if (at + 1 < events.length) [at, open] = [at + 1, true];
    draw();
  }
  function draw() {
    const ink = getComputedStyle(canvas).color;
    pen.clearRect(0, 0, WIDE, HIGH);
    pen.textAlign = "center";
    pen.font = "13px sans-serif";
    if (done())
      for (const [from, to] of winters) {
        pen.fillStyle = "rgba(86,180,233,.45)";
        pen.fillRect(px(from), LINE - 9, px(to) - px(from), 18);
        pen.fillStyle = ink;
        pen.fillText(say("winter"), px((from + to) / 2), LINE + 44);
      }
    pen.strokeStyle = pen.fillStyle = ink;
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.moveTo(px(span[0]), LINE);
    pen.lineTo(px(span[1]), LINE);
    for (let year = span[0]; year <= span[1]; year += 10) {
      pen.moveTo(px(year), LINE - 4);
      pen.lineTo(px(year), LINE + 4);
    }
    pen.stroke();
    pen.globalAlpha = 0.7;
    for (let year = span[0]; year <= span[1]; year += 10) pen.fillText(year, px(year), LINE + 22);
    pen.globalAlpha = 1;
    guesses.forEach((guessed, i) => {
      const truth = events[i].year;
      const high = 98 - 24 * (events.filter(({ year: earlier }) => earlier < truth).length % 4); // neighbors apart
      pen.globalAlpha = i === at ? 1 : 0.45;
      pen.strokeStyle = pen.fillStyle = COLOURS[0];
      pen.lineWidth = 2;
      pen.beginPath();
      pen.moveTo(px(truth), LINE);
      pen.lineTo(px(truth), high);
      pen.lineTo(px(guessed), high);
      pen.stroke();
      pen.beginPath();
      pen.arc(px(truth), LINE, 6, 0, 7);
      pen.fill();
      pen.fillStyle = ink;
      pen.fillText(truth, px(truth), high - 4);
      pen.globalAlpha = 1;
    });
    if (open) {
      pen.fillStyle = COLOURS[1];
      pen.beginPath();
      pen.moveTo(px(guess), LINE - 2);
      pen.lineTo(px(guess) - 9, LINE - 22);
      pen.lineTo(px(guess) + 9, LINE - 22);
      pen.fill();
    }
    event.textContent = `${at + 1}/${events.length}  ${say(events[at].key)}`;
    name.textContent = say("year");
    size.value = guess;
    size.disabled = !open;
    value.textContent = guess;
    place.textContent = say(open ? "place" : "next");
    place.disabled = done();
    again.textContent = say("reset");
    const off = guesses.map((guessed, i) => Math.abs(guessed - events[i].year));
    const lines = [];
    if (!open) lines.push(say("truth", { year: events[at].year, off: off[at] }));
    if (done()) lines.push(say("mean", { off: number(off.reduce((sum, one) => sum + one, 0) / off.length) }));
    told.textContent = lines.length ? lines.join("\n") : say("key");
    canvas.setAttribute("aria-label", say("picture"));
    Object.assign(el.dataset, { event: at + 1, year: guess, placed: guesses.length });
  }
  const year = (pointer) => {
    const box = canvas.getBoundingClientRect();
    return span[0] + ((((pointer.clientX - box.left) / box.width) * WIDE - 24) / (WIDE - 48)) * (span[1] - span[0]);
  };
  canvas.addEventListener("pointerdown", (pointer) => { canvas.setPointerCapture(pointer.pointerId); move(year(pointer)); });
  canvas.addEventListener("pointermove", (pointer) => { if (pointer.buttons) move(year(pointer)); });
  canvas.onFigureKey = (pressed) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10 }[pressed.key];
    if (!by && pressed.key !== " " && pressed.key !== "Enter") return;
    pressed.preventDefault();
    if (by) move(guess + by);
    else go();
  };
  draw();
  return { draw };
}
