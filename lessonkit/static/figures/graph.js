// A computational graph, walked node by node: first the values, then the gradients. The numbers come from the reader's
// own function; what a node passes on is its upstream gradient times the local derivative, worked out here.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const [WIDE, HIGH, BOX, TALL] = [600, 330, 92, 48];
  const { graphs } = model.get("setup");
  const [VALUE, GRADIENT] = COLOURS;
  let [kind, stage, found, failure, asked] = [Object.keys(graphs)[0], 0, null, null, 0];
  let inputs = {};
  for (const name in graphs) inputs[name] = graphs[name].filter((node) => node.kind === "input").map((node) => node.args[0]);
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${WIDE}px;height:${HIGH}px;max-width:100%`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [WIDE * ratio, HIGH * ratio];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);

  const choice = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const choices = Object.keys(graphs).map((name) => {
    const button = add(choice, "button", { type: "button" }, BUTTON);
    button.addEventListener("click", () => { [kind, stage] = [name, 0]; sliders(); request(); });
    return [name, button];
  });
  const knobs = add(right, "div", {}, "display:flex;flex-direction:column;gap:.3em");
  let shown = [];
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const back = add(row, "button", { type: "button" }, BUTTON);
  const next = add(row, "button", { type: "button" }, BUTTON);
  back.addEventListener("click", () => go(-1));
  next.addEventListener("click", () => go(1));
  const told = status(right);
  told.style.minHeight = "6.5em";
  told.style.fontWeight = "400";
  const key = add(right, "div", {}, "opacity:.8");

  const nodes = () => graphs[kind];
  const operations = () => nodes().map((_, k) => k).filter((k) => nodes()[k].kind !== "input");
  const operands = (k) => (nodes()[k].kind === "input" ? [] : nodes()[k].args);
  const last = () => 2 * operations().length + 1;
  const exact = (value) => String(Math.round(value * 1000) / 1000).replace("-", "−");

  function sliders() {
    knobs.replaceChildren();
    shown = nodes().filter((node) => node.kind === "input").map((node, number) => ({
      name: node.name,
      slider: slider(knobs, {
        key: node.name, least: -5, most: 5, value: inputs[kind][number],
        act: (value) => { inputs[kind][number] = Math.round(value * 10) / 10; request(); },
      }),
    }));
  }
  function request() {
    const mine = ++asked;
    draw();
    ask({ graph: kind, inputs: [...inputs[kind]] }).then(
      (value) => { if (mine === asked) { [found, failure] = [{ ...value, kind }, null]; draw(); } },
      (error) => { if (mine === asked) { [found, failure] = [null, error]; draw(); } },
    );
  }
  function go(by) {
    stage = Math.max(0, Math.min(last(), stage + by));
    draw();
  }
  function local(k, at) {
    const node = nodes()[k];
    if (node.kind === "add") return 1;
    if (node.kind === "mul") return found.values[node.args[1 - at]];
    return found.values[node.args[0]] > 0 ? 1 : 0;
  }
  // What has come back so far: for each node the sum of the messages, and how many uses have not reported.
  function messages() {
    const count = nodes().length;
    const [sum, open, sent] = [Array(count).fill(0), Array(count).fill(0), []];
    operations().forEach((k) => operands(k).forEach((j) => open[j]++));
    const done = Math.max(0, stage - operations().length - 1);
    if (stage > operations().length) sum[count - 1] = 1;
    operations().reverse().slice(0, done).forEach((k, turn) =>
      operands(k).forEach((j, at) => {
        const product = found.grads[k] * local(k, at);
        sum[j] += product;
        open[j]--;
        sent.push({ from: k, to: j, at, product, now: turn === done - 1 });
      }),
    );
    return { sum, open, sent };
  }
  const place = (node) => [60 + node.place[0] * 158, 62 + node.place[1] * 100];

  function arrow([p, q], [r, s], bend) {
    const [dx, dy] = [r - p, s - q];
    const length = Math.hypot(dx, dy) || 1;
    const middle = [(p + r) / 2 - (dy / length) * bend, (q + s) / 2 + (dx / length) * bend];
    pen.beginPath();
    pen.moveTo(p, q);
    pen.quadraticCurveTo(...middle, r, s);
    pen.stroke();
    const angle = Math.atan2(s - middle[1], r - middle[0]);
    pen.beginPath();
    pen.moveTo(r, s);
    pen.lineTo(r - 9 * Math.cos(angle - 0.4), s - 9 * Math.sin(angle - 0.4));
    pen.lineTo(r - 9 * Math.cos(angle + 0.4), s - 9 * Math.sin(angle + 0.4));
    pen.fillStyle = pen.strokeStyle;
    pen.fill();
    return [(p + r) / 4 + middle[0] / 2, (q + s) / 4 + middle[1] / 2];
  }

  function draw() {
    const ink = getComputedStyle(canvas).color;
    const ready = found && found.kind === kind;
    const flow = ready ? messages() : { sum: [], open: [], sent: [] };
    const steps = operations().length;
    const known = new Set(nodes().map((_, k) => k).filter((k) => nodes()[k].kind === "input"));
    operations().slice(0, stage).forEach((k) => known.add(k));
    pen.clearRect(0, 0, WIDE, HIGH);
    pen.textAlign = "center";
    operations().forEach((k) =>
      operands(k).forEach((j, at) => {
        const twins = operands(k)[0] === operands(k)[1];
        const bend = twins ? (at ? 16 : -16) : 0;
        const message = flow.sent.find((one) => one.from === k && one.to === j && one.at === at);
        const [p, q] = place(nodes()[j]);
        const [r, s] = place(nodes()[k]);
        pen.strokeStyle = message ? GRADIENT : ink;
        pen.globalAlpha = message ? 1 : known.has(k) ? 0.9 : 0.3;
        pen.lineWidth = message?.now ? 3.5 : 1.6;
        const other = place(nodes()[operands(k)[1 - at] ?? j])[1]; // the higher one arrives above
        const below = q === other ? 0 : q > other ? 9 : -9;
        const [from, to] = [[p + BOX / 2, q + (twins ? bend / 2 : 0)], [r - BOX / 2, s + (twins ? bend / 2 : below)]];
        const spot = message ? arrow(to, from, -bend) : arrow(from, to, bend);
        pen.globalAlpha = 1;
        if (message?.now) {
          pen.font = "bold 14px sans-serif";
          const text = exact(message.product);
          const wide = pen.measureText(text).width + 8;
          pen.fillStyle = "#ffffff";
          pen.fillRect(spot[0] - wide / 2, spot[1] - 10, wide, 19);
          pen.fillStyle = "#9c3f00";
          pen.fillText(text, spot[0], spot[1] + 5);
        }
      }),
    );
    nodes().forEach((node, k) => {
      const [p, q] = place(node);
      const turn = stage > 0 && stage <= steps ? operations()[stage - 1] : stage > steps + 1 ? operations()[2 * steps + 1 - stage] : -1;
      pen.fillStyle = "#ffffff";
      pen.strokeStyle = ink;
      pen.lineWidth = k === turn ? 4 : 1.8;
      pen.beginPath();
      pen.rect(p - BOX / 2, q - TALL / 2, BOX, TALL);
      pen.fill();
      pen.stroke();
      pen.fillStyle = ink;
      pen.font = "14px sans-serif";
      pen.fillText(node.name, p, q - TALL / 2 - 7);
      if (!ready) return;
      pen.font = "16px sans-serif";
      if (known.has(k)) {
        pen.fillStyle = VALUE;
        pen.fillText(exact(found.values[k]), p, q - 5);
      }
      const reported = flow.sent.some((one) => one.to === k) || (k === nodes().length - 1 && stage > steps);
      if (reported) {
        pen.fillStyle = "#b34700";
        pen.fillText(flow.open[k] ? `${exact(flow.sum[k])} + …` : exact(found.grads[k]), p, q + 17);
      }
    });
    choices.forEach(([name, button]) => {
      button.textContent = say(name);
      button.setAttribute("aria-pressed", name === kind);
      button.style.fontWeight = name === kind ? "700" : "400";
    });
    shown.forEach(({ name, slider: one }, number) => one.show(inputs[kind][number], () => name));
    back.textContent = say("back");
    next.textContent = say("next");
    back.disabled = stage === 0;
    next.disabled = stage === last();
    key.textContent = say("key");
    if (failure) told.textContent = say("failed", failure);
    else told.textContent = ready ? words(flow, steps) : "";
    canvas.setAttribute("aria-label", say("picture"));
    el.dataset.stage = stage;
    el.dataset.graph = kind;
    if (ready) el.dataset.grads = found.grads.map(exact).join(" ");
  }
  function words(flow, steps) {
    const names = nodes().map((node) => node.name);
    if (stage === 0) return say("start");
    if (stage <= steps) {
      const k = operations()[stage - 1];
      return say("value", { name: names[k], value: exact(found.values[k]) });
    }
    if (stage === steps + 1) return say("seed");
    const k = operations()[2 * steps + 1 - stage];
    const lines = [say("turn", { name: names[k], upstream: exact(found.grads[k]) })];
    flow.sent.filter((one) => one.now).forEach((one) =>
      lines.push(say("passed", { name: names[one.to], upstream: exact(found.grads[k]), local: exact(local(k, one.at)), product: exact(one.product) })),
    );
    new Set(operands(k)).forEach((j) => {
      if (flow.open[j]) lines.push(say("waits", { name: names[j] }));
      else if (Math.abs(flow.sum[j] - found.grads[j]) > 1e-6 * (1 + Math.abs(flow.sum[j])))
        lines.push(say("differs", { name: names[j], value: exact(found.grads[j]), sum: exact(flow.sum[j]) }));
      else lines.push(say("complete", { name: names[j], value: exact(found.grads[j]) }));
    });
    return lines.join("\n");
  }
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    go(by);
  };
  sliders();
  request();
  return { draw };
}
