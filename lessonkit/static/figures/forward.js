// A forward pass step by step: first z, then a, layer by layer. The numbers come from the reader's own function.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const [WIDE, HIGH] = [520, 330];
  const { layers, activations } = model.get("setup");
  const sizes = [layers[0].W.length, ...layers.map((layer) => layer.b.length)];
  let x = [...model.get("setup").x];
  let [found, failure, stage, asked] = [null, null, 0, 0];
  const last = 2 * layers.length;
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${WIDE}px;height:${HIGH}px;max-width:100%`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [WIDE * ratio, HIGH * ratio];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const sliders = x.map((value, j) =>
    slider(right, { key: "input", least: 0, most: 8, value, act: (v) => { x[j] = Math.round(v * 10) / 10; request(); } }),
  );
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const button = (act) => {
    const made = add(row, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", () => { act(); draw(); });
    return made;
  };
  const back = button(() => (stage = Math.max(0, stage - 1)));
  const next = button(() => (stage = Math.min(last, stage + 1)));
  const told = status(right);
  told.style.fontWeight = "400";

  const exact = (value) => String(Math.round(value * 10000) / 10000).replace("-", "−");
  const place = (at, unit) => [50 + (at * (WIDE - 110)) / (sizes.length - 1), HIGH / 2 + (unit - (sizes[at] - 1) / 2) * 96];

  function request() {
    const mine = ++asked;
    draw();
    ask({ x: [...x] }).then(
      (value) => { if (mine === asked) { [found, failure] = [value.layers, null]; draw(); } },
      (error) => { if (mine === asked) { [found, failure] = [null, error]; draw(); } },
    );
  }

  function lines(at) {
    const before = at ? found[at - 1].A : x;
    return layers[at].b.map((bias, k) => {
      const parts = before.map((value, j) => `${exact(value)} · ${bracket(layers[at].W[j][k])}`);
      return `z = ${parts.join(" + ")} + ${bracket(bias)} = ${exact(found[at].Z[k])}`;
    });
  }
  const bracket = (value) => (value < 0 ? `(${exact(value)})` : exact(value));

  function draw() {
    const ink = getComputedStyle(canvas).color;
    pen.clearRect(0, 0, WIDE, HIGH);
    const current = Math.ceil(stage / 2); // the layer that is computed, 0 for the inputs
    layers.forEach((layer, at) =>
      layer.W.forEach((weights, j) =>
        weights.forEach((weight, k) => {
          pen.strokeStyle = weight < 0 ? COLOURS[0] : COLOURS[1];
          pen.setLineDash(weight < 0 ? [6, 4] : []);
          pen.globalAlpha = at + 1 === current ? 1 : 0.3;
          pen.lineWidth = 1 + 2.5 * Math.abs(weight);
          pen.beginPath();
          pen.moveTo(...place(at, j));
          pen.lineTo(...place(at + 1, k));
          pen.stroke();
        }),
      ),
    );
    pen.setLineDash([]);
    pen.globalAlpha = 1;
    pen.textAlign = "center";
    sizes.forEach((size, at) => {
      for (let unit = 0; unit < size; unit++) {
        const [p, q] = place(at, unit);
        pen.beginPath();
        if (at) pen.arc(p, q, 26, 0, 7);
        else pen.rect(p - 24, q - 20, 48, 40);
        pen.fillStyle = at ? "#ffffff" : "#e3e3e3";
        pen.fill();
        pen.strokeStyle = at === current && at ? COLOURS[1] : ink;
        pen.lineWidth = at === current && at ? 4 : 2;
        pen.stroke();
        pen.fillStyle = "#222222";
        pen.font = "15px sans-serif";
        const value = at === 0 ? x[unit] : found && stage >= 2 * at ? found[at - 1].A[unit] : null;
        if (value !== null) pen.fillText(exact(value), p, q + 5);
        pen.fillStyle = ink;
        pen.font = "13px sans-serif";
        if (at && found && stage >= 2 * at - 1) pen.fillText(`z = ${exact(found[at - 1].Z[unit])}`, p, q + 43);
      }
    });
    x.forEach((value, j) => sliders[j].show(value, (key, values) => say(key, { ...values, number: j + 1 })));
    back.textContent = say("back");
    next.textContent = say("next");
    back.disabled = stage === 0;
    next.disabled = stage === last;
    if (failure) told.textContent = say("failed", failure);
    else if (stage === 0) told.textContent = say("start");
    else if (!found) told.textContent = "";
    else if (stage % 2) told.textContent = [say("sums", { layer: current }), ...lines(current - 1)].join("\n");
    else told.textContent = say("activated", { layer: current, name: activations[current - 1], values: found[current - 1].A.map(exact).join(", ") });
    canvas.setAttribute("aria-label", say("picture"));
    el.dataset.stage = stage;
    if (found) el.dataset.output = exact(found[found.length - 1].A[0]);
  }
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    stage = Math.min(last, Math.max(0, stage + by));
    draw();
  };
  request();
  return { draw };
}
