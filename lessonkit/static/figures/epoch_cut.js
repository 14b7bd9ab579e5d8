// Eleven samples, and the batches that the reader's own function cuts from them in one epoch.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const own = model.get("setup").labels; // of the samples 1, 2, …
  const count = own.length;
  const [WIDE, TILE, STEP] = [480, 30, 36];
  let [size, shuffle, drop, epoch, found, failure, asked] = [4, true, false, 1, null, null, 0];
  const canvas = add(left, "canvas", { tabIndex: 0 }, "max-width:100%");
  canvas.setAttribute("role", "img");
  const pen = canvas.getContext("2d");

  const line = add(right, "label", {}, "display:grid;grid-template-columns:7em 11em 2.5em;align-items:center;gap:.5em");
  const sizeName = add(line, "span");
  const input = add(line, "input", { type: "range", min: 1, max: 12, step: 1 });
  const sizeShown = add(line, "output", {}, "text-align:right");
  input.addEventListener("input", () => { size = Number(input.value); request(); });
  const box = (act) => {
    const row = add(right, "label", {}, "display:flex;gap:.5em;align-items:center");
    const made = add(row, "input", { type: "checkbox" });
    made.addEventListener("change", () => act(made.checked));
    return [made, add(row, "span")];
  };
  const [shuffleBox, shuffleName] = box((on) => { shuffle = on; request(); });
  const [dropBox, dropName] = box((on) => { drop = on; request(); });
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const next = add(row, "button", { type: "button" }, BUTTON);
  const again = add(row, "button", { type: "button" }, BUTTON);
  next.addEventListener("click", () => { epoch = Math.min(epoch + 1, 50); request(); });
  again.addEventListener("click", () => { epoch = 1; request(); });
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85");

  function request() {
    const mine = ++asked;
    ask({ size, shuffle, drop, epoch }).then(
      (value) => { if (mine === asked) { [found, failure] = [value, null]; draw(); } },
      (error) => { if (mine === asked) { [found, failure] = [null, error]; draw(); } },
    );
  }
  // What is true of an epoch, read off its batches and nothing else: the reader's function decides.
  function facts() {
    const times = Array(count).fill(0);
    const foreign = new Set();
    let strange = false;
    for (const batch of found.batches) {
      batch.numbers.forEach((which, i) => {
        if (!(which >= 1 && which <= count)) { strange = true; return; }
        times[which - 1] += 1;
        if (batch.labels[i] !== own[which - 1]) foreign.add(which);
      });
    }
    const those = (test) => times.map((n, k) => (test(n) ? k + 1 : 0)).filter(Boolean);
    return { missing: those((n) => !n), twice: those((n) => n > 1), foreign: [...foreign].sort((a, b) => a - b), strange };
  }
  function tile(x, y, which, label, { faint = false, crossed = false } = {}) {
    pen.globalAlpha = faint ? 0.25 : 1;
    pen.fillStyle = COLOURS[label] || "#888888";
    pen.beginPath();
    if (label) pen.rect(x, y, TILE, TILE);
    else pen.arc(x + TILE / 2, y + TILE / 2, TILE / 2, 0, 7);
    pen.fill();
    pen.fillStyle = "#ffffff";
    pen.font = "bold 14px sans-serif";
    pen.textAlign = "center";
    pen.fillText(String(which), x + TILE / 2, y + TILE / 2 + 5);
    pen.textAlign = "left";
    pen.globalAlpha = 1;
    if (crossed) {
      pen.strokeStyle = getComputedStyle(canvas).color;
      pen.lineWidth = 2.5;
      pen.beginPath();
      pen.moveTo(x - 3, y + TILE + 3); // the stroke leaves the middle out: the number can be read
      pen.lineTo(x + 6, y + TILE - 6);
      pen.moveTo(x + TILE - 6, y + 6);
      pen.lineTo(x + TILE + 3, y - 3);
      pen.stroke();
    }
  }
  function draw() {
    const batches = found ? found.batches : [];
    const tall = 92 + Math.max(1, batches.length) * 42;
    const ratio = window.devicePixelRatio || 1;
    canvas.style.width = `${WIDE}px`;
    canvas.style.height = `${tall}px`;
    [canvas.width, canvas.height] = [WIDE * ratio, tall * ratio];
    pen.scale(ratio, ratio);
    const ink = getComputedStyle(canvas).color;
    pen.font = "13px sans-serif";
    pen.fillStyle = ink;
    pen.fillText(say("data"), 4, 16);
    const truth = found ? facts() : null;
    own.forEach((label, k) => tile(76 + k * STEP, 26, k + 1, label, { faint: truth?.missing.includes(k + 1) }));
    pen.strokeStyle = ink;
    pen.globalAlpha = 0.4;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(4, 72);
    pen.lineTo(WIDE - 4, 72);
    pen.stroke();
    pen.globalAlpha = 1;
    batches.forEach((batch, k) => {
      const y = 86 + k * 42;
      pen.font = "13px sans-serif";
      pen.fillStyle = ink;
      const [first, second] = say("step", { step: k + 1 }).split(" · ");
      pen.fillText(first, 4, y + (second ? 12 : 20));
      if (second) pen.fillText(second, 4, y + 28);
      batch.numbers.slice(0, 11).forEach((which, i) => {
        const crossed = own[which - 1] !== batch.labels[i];
        tile(76 + i * STEP, y, which, batch.labels[i], { crossed });
      });
    });
    sizeName.textContent = say("size");
    input.value = size;
    sizeShown.textContent = size;
    shuffleName.textContent = say("shuffle");
    dropName.textContent = say("drop");
    [shuffleBox.checked, dropBox.checked] = [shuffle, drop];
    next.textContent = say("next");
    again.textContent = say("again");
    key.textContent = say("key");
    if (failure) told.textContent = say("failed", failure);
    else if (found) {
      const sizes = batches.map((batch) => batch.numbers.length);
      const lines = [batches.length ? say("epoch", { epoch, steps: batches.length, sizes: sizes.join(", ") }) : say("none", { epoch })];
      const those = (which) => ({ numbers: which.join(", ") });
      if (truth.missing.length) lines.push(say("missing", those(truth.missing)));
      if (truth.twice.length) lines.push(say("twice", those(truth.twice)));
      if (truth.foreign.length) lines.push(say("foreign", those(truth.foreign)));
      if (truth.strange) lines.push(say("strange"));
      if (lines.length === 1) lines.push(say("every"));
      told.textContent = lines.join("\n");
      Object.assign(el.dataset, { sizes: sizes.join(" "), missing: truth.missing.join(" "), foreign: truth.foreign.length });
      el.dataset.cut = batches.map((batch) => batch.numbers.join(" ")).join(" | ");
    } else told.textContent = "";
    el.dataset.epoch = epoch;
    canvas.setAttribute("aria-label", `${say("picture")} ${told.textContent}`);
  }
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by) size = Math.max(1, Math.min(12, size + by));
    else if (event.key === "ArrowDown") epoch = Math.min(epoch + 1, 50);
    else return;
    event.preventDefault();
    request();
  };
  draw();
  request();
  return { draw };
}
