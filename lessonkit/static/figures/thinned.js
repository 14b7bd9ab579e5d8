// A network with two hidden layers. Masks come from the reader's function; units that are dropped are crossed out, and
// weights at a dropped end fade. Counts of units and weights are kept while p stays the same.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const { sizes } = model.get("setup");
  const [WIDE, HIGH] = [460, 320];
  const [, first, second] = sizes;
  let [rate, masks, total, failure, asked] = [0.5, null, null, null, 0];
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${WIDE}px;height:${HIGH}px;max-width:100%`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [WIDE * ratio, HIGH * ratio];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const line = add(right, "label", {}, "display:grid;grid-template-columns:10em 9em 3em;align-items:center;gap:.5em");
  const name = add(line, "span");
  const input = add(line, "input", { type: "range", min: 0, max: 0.95, step: 0.01 });
  const value = add(line, "output", {}, "font-variant-numeric:tabular-nums;text-align:right");
  input.addEventListener("input", () => change(Number(input.value)));
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const once = add(row, "button", { type: "button" }, BUTTON);
  once.addEventListener("click", () => request(1));
  const many = add(row, "button", { type: "button" }, BUTTON);
  many.addEventListener("click", () => request(200));
  const told = status(right);
  const mean = add(right, "div", {}, "min-height:1.5em");
  const key = add(right, "div", {}, "opacity:.85");

  function change(to) {
    rate = Math.round(Math.max(0, Math.min(0.95, to)) * 100) / 100;
    total = null;
    request(1);
  }
  function request(count) {
    const mine = ++asked;
    ask({ rate, count }).then(
      (got) => {
        if (mine !== asked) return;
        [masks, failure] = [got.masks, null];
        total = total || { count: 0, units: 0, weights: 0 };
        for (const part of ["count", "units", "weights"]) total[part] += got[part];
        draw();
      },
      (error) => { if (mine === asked) { [masks, failure] = [null, error]; draw(); } },
    );
    draw();
  }
  const place = (at, unit) => [46 + (at * (WIDE - 92)) / 3, HIGH / 2 - 12 + (unit - (sizes[at] - 1) / 2) * 44];
  const stays = (at, unit) => (at === 1 || at === 2) && masks ? masks[at - 1][unit] : true;
  function draw() {
    const ink = getComputedStyle(canvas).color;
    pen.clearRect(0, 0, WIDE, HIGH);
    pen.strokeStyle = ink;
    for (let at = 1; at < 4; at++)
      for (let j = 0; j < sizes[at - 1]; j++)
        for (let k = 0; k < sizes[at]; k++) {
          const works = stays(at - 1, j) && stays(at, k);
          pen.strokeStyle = works && at === 2 ? COLOURS[1] : ink;
          pen.globalAlpha = works ? 0.85 : 0.08;
          pen.lineWidth = works ? 1.3 : 1;
          pen.beginPath();
          pen.moveTo(...place(at - 1, j));
          pen.lineTo(...place(at, k));
          pen.stroke();
        }
    pen.globalAlpha = 1;
    pen.lineWidth = 2;
    sizes.forEach((size, at) => {
      for (let unit = 0; unit < size; unit++) {
        const [a, b] = place(at, unit);
        const here = stays(at, unit);
        pen.beginPath();
        if (at) pen.arc(a, b, 13, 0, 7);
        else pen.rect(a - 11, b - 11, 22, 22);
        pen.fillStyle = here ? (at === 1 || at === 2 ? COLOURS[0] : "#d9d9d9") : "#ffffff";
        pen.fill();
        pen.globalAlpha = here ? 1 : 0.5;
        pen.strokeStyle = here ? ink : "#555555";
        pen.stroke();
        if (!here) {
          pen.beginPath();
          pen.moveTo(a - 8, b - 8);
          pen.lineTo(a + 8, b + 8);
          pen.moveTo(a - 8, b + 8);
          pen.lineTo(a + 8, b - 8);
          pen.stroke();
        }
        pen.globalAlpha = 1;
      }
    });
    pen.fillStyle = ink;
    pen.textAlign = "center";
    pen.font = "13px sans-serif";
    pen.fillText(say("inputs"), place(0, 0)[0], HIGH - 6);
    pen.fillText(say("hidden"), (place(1, 0)[0] + place(2, 0)[0]) / 2, HIGH - 6);
    pen.fillText(say("output"), place(3, 0)[0], HIGH - 6);
    name.textContent = say("rate");
    input.value = rate;
    value.textContent = rate.toFixed(2);
    once.textContent = say("once");
    many.textContent = say("many");
    key.textContent = say("key");
    canvas.setAttribute("aria-label", say("picture"));
    el.dataset.rate = rate.toFixed(2);
    if (failure) {
      [told.textContent, mean.textContent] = [say("failed", failure), ""];
      return;
    }
    if (!masks || !total) return;
    const here = masks.map((mask) => mask.filter(Boolean).length);
    const counts = { units: here[0] + here[1], of_units: first + second, weights: here[0] * here[1], of_weights: first * second };
    // a path goes from an input through one unit of each hidden layer to the output
    const ends = sizes[0] * sizes[3];
    const paths = { paths: ends * counts.weights, of_paths: ends * counts.of_weights };
    told.textContent = `${say("now", counts)}\n${say("paths", paths)}` + (here.includes(0) ? `\n${say("silent")}` : "");
    const share = (part, of) => ((100 * total[part]) / (total.count * of)).toFixed(1);
    const shares = { n: total.count, units: share("units", first + second), weights: share("weights", first * second) };
    mean.textContent = say("mean", shares);
    Object.assign(el.dataset, { masks: shares.n, paths: paths.paths, units: shares.units, weights: shares.weights });
  }
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -0.05, ArrowDown: -0.05, ArrowRight: 0.05, ArrowUp: 0.05 }[event.key];
    if (by === undefined && event.key !== " ") return;
    event.preventDefault();
    if (by) change(rate + by);
    else request(1);
  };
  request(1);
  return { draw };
}
