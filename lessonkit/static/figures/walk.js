// A network of two layers, array by array: six stops forward, seven backward. The numbers come from the reader's own
// functions; each stop names its shape, its formula and, on the way back, upstream gradient and local derivative.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const { batches } = model.get("setup");
  const FORWARD = 6;
  let [batch, stage, found, failure, asked] = [batches[0], 0, null, null, 0];
  left.style.maxWidth = "46em";
  const board = add(left, "div", { tabIndex: 0 }, "display:flex;flex-direction:column;gap:.5em;padding:.3em");
  board.setAttribute("role", "group");
  const lanes = [0, 1].map(() => {
    const lane = add(board, "div", {}, "display:flex;flex-direction:column;gap:.2em");
    return { name: add(lane, "div", {}, "opacity:.8"), row: add(lane, "div", {}, "display:flex;flex-wrap:wrap;gap:.3em;align-items:center") };
  });
  const choice = add(right, "div", {}, "display:flex;gap:.4em;align-items:center");
  const caption = add(choice, "span");
  const sizes = batches.map((name) => {
    const button = add(choice, "button", { type: "button", textContent: name }, BUTTON);
    button.addEventListener("click", () => { batch = name; request(); });
    return button;
  });
  const row = add(right, "div", {}, "display:flex;gap:.4em");
  const back = add(row, "button", { type: "button" }, BUTTON);
  const next = add(row, "button", { type: "button" }, BUTTON);
  back.addEventListener("click", () => go(-1));
  next.addEventListener("click", () => go(1));
  const told = status(right);
  told.style.minHeight = "6.5em";
  told.style.fontWeight = "400";
  const table = add(right, "table", {}, "border-collapse:collapse;font-variant-numeric:tabular-nums");

  const exact = (value) => String(Math.round(value * 10000) / 10000).replace("-", "−");
  function request() {
    const mine = ++asked;
    draw();
    ask({ batch }).then(
      (value) => { if (mine === asked) { [found, failure] = [value.stops, null]; draw(); } },
      (error) => { if (mine === asked) { [found, failure] = [null, error]; draw(); } },
    );
  }
  function go(by) {
    if (!found) return;
    stage = Math.max(0, Math.min(found.length - 1, stage + by));
    draw();
  }
  function stops() {
    lanes.forEach(({ row: lane }) => lane.replaceChildren());
    if (!found) return;
    found.forEach((stop, at) => {
      const lane = lanes[at < FORWARD ? 0 : 1].row;
      const seen = at <= stage;
      if (at > 0 && at < FORWARD) add(lane, "span", { textContent: "→" }, `opacity:${seen ? 1 : 0.35}`);
      const box = add(lane, "button", { type: "button" }, BUTTON + ";padding:.25em .5em;min-width:3.6em");
      box.addEventListener("click", () => { stage = at; draw(); });
      add(box, "div", { textContent: stop.name }, "font-weight:700");
      add(box, "div", { textContent: seen ? stop.shape : "·" }, "font-size:.85em;font-family:monospace");
      const colour = COLOURS[at < FORWARD ? 0 : 1];
      box.style.borderColor = seen ? colour : "currentColor";
      box.style.borderWidth = at === stage ? "3px" : "1px";
      box.style.opacity = seen ? 1 : 0.5;
      box.setAttribute("aria-pressed", at === stage);
    });
  }
  function draw() {
    stops();
    lanes[0].name.textContent = say("forward");
    lanes[1].name.textContent = say("backward");
    caption.textContent = say("samples");
    sizes.forEach((button, at) => {
      const pressed = batches[at] === batch;
      button.setAttribute("aria-pressed", pressed);
      button.style.fontWeight = pressed ? "700" : "400";
      button.style.background = pressed ? "rgba(128,128,128,.4)" : "transparent";
    });
    back.textContent = say("back");
    next.textContent = say("next");
    back.disabled = stage === 0;
    next.disabled = !found || stage === found.length - 1;
    board.setAttribute("aria-label", say("picture"));
    table.replaceChildren();
    if (failure) told.textContent = say("failed", failure);
    else if (found) {
      const stop = found[stage];
      const lines = [stop.formula ? say("formula", stop) : say("given"), say("shape", stop)];
      if (stop.upstream) lines.push(say("upstream", stop.upstream), say("local", stop.local));
      told.textContent = lines.join("\n");
      stop.rows.forEach((values) => {
        const line = add(table, "tr");
        values.forEach((value) =>
          add(line, "td", { textContent: exact(value) }, "border:1px solid currentColor;padding:.25em .6em;text-align:right;min-width:4.2em"),
        );
      });
      el.dataset.stop = stop.name;
      el.dataset.shape = stop.shape;
      el.dataset.first = exact(stop.rows[0][0]);
    }
  }
  board.onFigureKey = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    go(by);
  };
  request();
  return { draw };
}
