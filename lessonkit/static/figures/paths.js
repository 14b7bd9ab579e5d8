// A network 2-3-2-1 in which a weight shows all paths from it to the output. Each path has a product; their sum is the
// gradient, and the reader's own backward pass is shown beside it.

// Where each weight stands on its line: away from all other lines and numbers.
const SHARES = [[[0.3, 0.7, 0.62], [0.66, 0.7, 0.42]], [[0.42, 0.34], [0.3, 0.3], [0.3, 0.7]], [[0.5], [0.5]]];

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const [WIDE, HIGH] = [540, 340];
  const { layers } = model.get("setup");
  const sizes = [layers[0].W.length, ...layers.map((layer) => layer.b.length)];
  const x = [...model.get("setup").x];
  const weights = layers.flatMap((layer, l) => layer.W.flatMap((row, j) => row.map((_, k) => [l, j, k])));
  let [chosen, found, failure, asked] = [0, null, null, 0];
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${WIDE}px;height:${HIGH}px;max-width:100%;cursor:pointer`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [WIDE * ratio, HIGH * ratio];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const sliders = x.map((value, j) =>
    slider(right, { key: "input", least: -3, most: 3, value, act: (v) => { x[j] = Math.round(v * 10) / 10; request(); } }),
  );
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const before = add(row, "button", { type: "button" }, BUTTON);
  const after = add(row, "button", { type: "button" }, BUTTON);
  before.addEventListener("click", () => move(-1));
  after.addEventListener("click", () => move(1));
  const told = status(right);
  told.style.minHeight = "7em";
  told.style.fontWeight = "400";
  const key = add(right, "div", {}, "opacity:.8");

  const exact = (value) => String(Math.round(value * 10000) / 10000).replace("-", "−");
  const bracket = (value) => (value < 0 ? `(${exact(value)})` : exact(value));
  const place = (at, unit) => [50 + (at * (WIDE - 100)) / (sizes.length - 1), HIGH / 2 + (unit - (sizes[at] - 1) / 2) * 104];
  const name = (at, unit) => (at === 0 ? `x${unit + 1}` : at === sizes.length - 1 ? "z" : `h${at}${unit + 1}`);
  const gate = (at, unit) => at === 0 || at === sizes.length - 1 || (found && found.Z[at - 1][unit] > 0);

  function request() {
    const mine = ++asked;
    draw();
    ask({ x: [...x] }).then(
      (value) => { if (mine === asked) { [found, failure] = [value, null]; draw(); } },
      (error) => { if (mine === asked) { [found, failure] = [null, error]; draw(); } },
    );
  }
  function move(by) {
    chosen = (chosen + by + weights.length) % weights.length;
    draw();
  }
  // All ways from a unit to the output, as lists of weights [l, j, k].
  function ways(at, unit) {
    if (at === sizes.length - 1) return [[]];
    return layers[at].b.flatMap((_, k) => ways(at + 1, k).map((way) => [[at, unit, k], ...way]));
  }
  function carried() {
    const [l, j, k] = weights[chosen];
    const input = l === 0 ? x[j] : found.A[l - 1][j];
    return ways(l + 1, k).map((way) => {
      const open = [[l, j, k], ...way].every(([at, , unit]) => gate(at + 1, unit));
      const product = way.reduce((sofar, [at, p, q]) => sofar * layers[at].W[p][q], input) * found.dz;
      const factors = [input, ...way.map(([at, p, q]) => layers[at].W[p][q]), found.dz].map(bracket).join(" · ");
      return { way, open, product: open ? product : 0, factors };
    });
  }
  function line([l, j, k], colour, wide, dash = []) {
    pen.strokeStyle = colour;
    pen.lineWidth = wide;
    pen.setLineDash(dash);
    pen.beginPath();
    pen.moveTo(...place(l, j));
    pen.lineTo(...place(l + 1, k));
    pen.stroke();
    pen.setLineDash([]);
  }
  function draw() {
    const ink = getComputedStyle(canvas).color;
    pen.clearRect(0, 0, WIDE, HIGH);
    pen.textAlign = "center";
    pen.globalAlpha = 0.35;
    weights.forEach((weight) => line(weight, ink, 1.2));
    pen.globalAlpha = 1;
    const all = found ? carried() : [];
    all.forEach(({ way, open }) => way.forEach((weight) => line(weight, COLOURS[1], open ? 3 : 2, open ? [] : [5, 5])));
    line(weights[chosen], COLOURS[1], 6);
    pen.font = "12px sans-serif";
    weights.forEach(([l, j, k]) => {
      const [[p, q], [r, s]] = [place(l, j), place(l + 1, k)];
      const share = SHARES[l][j][k];
      const text = exact(layers[l].W[j][k]);
      pen.fillStyle = "rgba(255,255,255,.9)";
      pen.fillRect(p + share * (r - p) - 15, q + share * (s - q) - 8, 30, 16);
      pen.fillStyle = "#222222";
      pen.fillText(text, p + share * (r - p), q + share * (s - q) + 4);
    });
    sizes.forEach((size, at) => {
      for (let unit = 0; unit < size; unit++) {
        const [p, q] = place(at, unit);
        pen.beginPath();
        if (at) pen.arc(p, q, 24, 0, 7);
        else pen.rect(p - 22, q - 20, 44, 40);
        pen.fillStyle = at ? "#ffffff" : "#e3e3e3";
        pen.fill();
        pen.strokeStyle = ink;
        pen.lineWidth = 2;
        pen.stroke();
        if (found && !gate(at, unit)) {
          pen.globalAlpha = 0.5;
          pen.beginPath();
          pen.moveTo(p - 17, q - 17);
          pen.lineTo(p + 17, q + 17);
          pen.moveTo(p - 17, q + 17);
          pen.lineTo(p + 17, q - 17);
          pen.stroke();
          pen.globalAlpha = 1;
        }
        pen.fillStyle = "#222222";
        pen.font = "14px sans-serif";
        const value = at === 0 ? x[unit] : !found ? null : at === sizes.length - 1 ? found.Z[at - 1][unit] : found.A[at - 1][unit];
        if (value !== null) pen.fillText(exact(value), p, q + 5);
        pen.fillStyle = ink;
        pen.font = "italic 13px serif";
        pen.fillText(name(at, unit), p, q - 29);
      }
    });
    x.forEach((value, j) => sliders[j].show(value, (label, values) => say(label, { ...values, number: j + 1 })));
    before.textContent = say("before");
    after.textContent = say("after");
    key.textContent = found ? say("key", { dz: exact(found.dz) }) : "";
    canvas.setAttribute("aria-label", say("picture"));
    const [l, j, k] = weights[chosen];
    if (failure) told.textContent = say("failed", failure);
    else if (found) {
      const sum = all.reduce((total, { product }) => total + product, 0);
      const value = found.grads[l][j][k];
      told.textContent = [
        say("chosen", { layer: l + 1, from: name(l, j), to: name(l + 1, k), weight: exact(layers[l].W[j][k]) }),
        ...all.map(({ factors, product, open }) => (open ? say("path", { factors, product: exact(product) }) : `0 ${say("closed")}`)),
        say("sum", { count: all.length, sum: exact(sum) }),
        say("yours", { value: exact(value) }),
      ].join("\n");
      el.dataset.sum = exact(sum);
      el.dataset.yours = exact(value);
      el.dataset.paths = all.length;
    }
    el.dataset.weight = weights[chosen].join("-");
  }
  canvas.addEventListener("pointerdown", (event) => {
    const box = canvas.getBoundingClientRect();
    const [p, q] = [((event.clientX - box.left) * WIDE) / box.width, ((event.clientY - box.top) * HIGH) / box.height];
    const far = ([l, j, k]) => {
      const [[a, b], [c, d]] = [place(l, j), place(l + 1, k)];
      const share = Math.max(0, Math.min(1, ((p - a) * (c - a) + (q - b) * (d - b)) / ((c - a) ** 2 + (d - b) ** 2)));
      return Math.hypot(p - a - share * (c - a), q - b - share * (d - b));
    };
    const distances = weights.map(far);
    const nearest = distances.indexOf(Math.min(...distances));
    if (distances[nearest] < 14) {
      chosen = nearest;
      draw();
    }
  });
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(by);
  };
  request();
  return { draw };
}
