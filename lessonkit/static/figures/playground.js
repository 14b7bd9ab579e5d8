// The playground: data on the left, the network in the middle with a picture in each unit, the plane and the losses on
// the right. The kernel trains, with the functions that were handed in, and sends frames; everything is drawn here.

function picture(model, el, say, ask) {
  const setup = model.get("setup");
  const { cells, reach, presets, most_layers, most_units, most_epochs } = setup;
  const half = cells / 2;
  const SPEEDS = [1, 5, 20];
  let [settings, points, frame, whose, problem, until] = [null, null, null, null, null, null];
  let [losses, unit, preset, speed, withVal, noted] = [[], null, Object.keys(presets)[0], 1, false, ""];
  let [playing, rounds, era, flying, wanted] = [false, 0, 0, 0, null];
  const pause = (time) => new Promise((go) => setTimeout(go, Math.max(0, time)));
  const tell = (text) => speaker({ text })("text");

  // ---------------------------------------------------------------------------------------------- parts of the page

  const LOOK = "color:inherit;font:inherit;background:var(--jp-layout-color1,Canvas);border:1px solid rgba(128,128,128,.65);border-radius:4px;padding:.15em .3em";
  const SMALL = BUTTON + ";padding:0 .42em;line-height:1.5";
  const root = add(el, "div", { className: "deeplearn-figure" }, "max-width:960px;padding:.4em 0;font-size:13px;line-height:1.35");
  const refreshers = [];
  const onDraw = (act) => refreshers.push(act);
  const row = (parent, style = "") => add(parent, "div", {}, `display:flex;flex-wrap:wrap;gap:.45em .9em;align-items:center;${style}`);
  const button = (parent, key, act, look = BUTTON) => {
    const made = add(parent, "button", { type: "button" }, look);
    made.addEventListener("click", act);
    onDraw(() => (made.textContent = typeof key === "function" ? key() : say(key)));
    return made;
  };
  const pressed = (made, is) => {
    made.setAttribute("aria-pressed", is);
    made.style.background = is ? "rgba(128,128,128,.35)" : "transparent";
    made.style.fontWeight = is ? "700" : "400";
  };
  const select = (parent, key, values, name, current, act, style = "") => {
    const label = add(parent, "label", {}, `display:inline-flex;flex-direction:column;gap:.1em;${style}`);
    const caption = add(label, "span", {}, "opacity:.8;font-size:12px");
    const made = add(label, "select", {}, LOOK);
    values.forEach((value) => add(made, "option", { value: String(value) }));
    made.addEventListener("change", () => act(values[made.selectedIndex]));
    onDraw(() => {
      caption.textContent = say(key);
      made.setAttribute("aria-label", say(key));
      values.forEach((value, i) => {
        const text = name(value);
        if (made.options[i].textContent !== text) made.options[i].textContent = text;
      });
      const index = values.indexOf(current());
      if (made.selectedIndex !== index) made.selectedIndex = index;
    });
    return made;
  };
  const canvas = (parent, wide, high, style = "") => {
    const made = add(parent, "canvas", {}, `width:${wide}px;max-width:100%;aspect-ratio:${wide}/${high};display:block;${style}`);
    const ratio = window.devicePixelRatio || 1;
    [made.width, made.height] = [Math.round(wide * ratio), Math.round(high * ratio)];
    made.setAttribute("role", "img");
    const pen = made.getContext("2d");
    pen.scale(ratio, ratio);
    return [made, pen];
  };
  // What was asked last counts for the next change: a quick reader is ahead of the kernel's answer.
  const now = () => wanted || settings;
  const set = (change) => {
    wanted = { ...now(), ...change };
    send({ do: "set", settings: change });
  };

  const first = row(root, "align-items:flex-start;margin-bottom:.5em");
  select(first, "question", Object.keys(setup.names), (name) => tell(setup.names[name]), () => preset, (name) => {
    preset = name;
    if (presets[name]) send({ do: "paste", text: presets[name] });
    else draw(); // the reader's own: what is there stays
  });
  const question = add(first, "div", {}, "flex:1 1 24em;border-left:3px solid #009E73;padding:.1em .7em;min-height:2.7em");
  onDraw(() => (question.textContent = tell(setup.questions[preset])));

  const second = row(root, "align-items:flex-end;margin-bottom:.6em");
  const play = button(second, () => `${playing ? "❚❚" : "▶"} ${say(playing ? "pause" : "play")}`, () => { playing ? stop() : start(); draw(); }, BUTTON + ";font-weight:700;min-width:6em");
  const step = button(second, "step", () => { stop(); train(1); });
  button(second, "reset", () => set({}));
  const epoch = add(second, "span", {}, "font-weight:700;min-width:5.5em;font-variant-numeric:tabular-nums");
  onDraw(() => (epoch.textContent = say("epoch", { epoch: frame ? frame.epoch : 0 })));
  const plain = String;
  const percent = (value) => `${Math.round(100 * value)} %`;
  const choice = (parent, key, name = plain, style = "") =>
    select(parent, key, setup.choices[key], name, () => now()?.[key], (value) => set({ [key]: value }), style);
  select(second, "speed", SPEEDS, plain, () => speed, (value) => { speed = value; });
  const told = add(second, "span", {}, "flex:1 1 15em;font-variant-numeric:tabular-nums");
  const tuned = row(root, "align-items:flex-end;margin-bottom:.7em");
  choice(tuned, "rate");
  choice(tuned, "optimizer", (name) => say(name));
  choice(tuned, "batch", (size) => (size ? String(size) : say("all")));
  choice(tuned, "dropout", percent);
  choice(tuned, "l2");
  choice(tuned, "scheme", (name) => ({ small: say("small"), zeros: say("zeros") })[name] || name);

  const main = add(root, "div", {}, "display:flex;flex-wrap:wrap;gap:14px;align-items:flex-start");
  const left = add(main, "div", {}, "flex:0 0 122px;display:flex;flex-direction:column;gap:.5em");
  const middle = add(main, "div", {}, "flex:1 1 400px;min-width:380px;max-width:500px");
  const right = add(main, "div", {}, "flex:0 0 280px;display:flex;flex-direction:column;gap:.4em");

  // data
  const sets = add(left, "div", {}, "display:grid;grid-template-columns:1fr 1fr;gap:5px");
  const SHAPES = ["circles", "moons", "spiral"];
  const thumbs = setup.choices.data.map((name) => {
    const made = add(sets, "button", { type: "button" }, BUTTON + ";padding:3px 0 1px;font-size:11px;line-height:1.2;overflow:hidden");
    const [icon, pen] = canvas(made, 36, 36, "margin:0 auto 1px");
    icon.setAttribute("role", "presentation");
    thumbnail(pen, name);
    const caption = add(made, "span");
    made.addEventListener("click", () => set({ data: name }));
    onDraw(() => {
      const text = SHAPES.includes(name) ? say(name) : name.toUpperCase();
      caption.textContent = text;
      made.setAttribute("aria-label", text);
      const is = settings?.data === name;
      pressed(made, is);
      made.style.boxShadow = is ? "0 0 0 1.5px currentColor" : "none";
    });
    return made;
  });
  choice(left, "noise");
  choice(left, "samples");
  const seedRow = add(left, "div", {}, "display:flex;align-items:center;gap:.4em");
  const seedName = add(seedRow, "span", {}, "opacity:.8;font-size:12px;flex:1");
  const sow = (by) => () => set({ seed: (now().seed + by + 100) % 100 });
  const fewerSeed = add(seedRow, "button", { type: "button", textContent: "−" }, SMALL);
  fewerSeed.addEventListener("click", sow(-1));
  const seedValue = add(seedRow, "span", {}, "min-width:1.3em;text-align:center");
  const moreSeed = add(seedRow, "button", { type: "button", textContent: "+" }, SMALL);
  moreSeed.addEventListener("click", sow(1));
  onDraw(() => {
    seedName.textContent = say("seed");
    seedValue.textContent = settings ? String(settings.seed) : "";
    fewerSeed.setAttribute("aria-label", `${say("seed")} −1`);
    moreSeed.setAttribute("aria-label", `${say("seed")} +1`);
  });

  // network
  const [WIDE, HIGH] = [470, 352];
  let [NODE, GAP] = [34, 43]; // of the units' pictures: the fewer, the larger
  const depth = add(middle, "div", {}, "display:flex;justify-content:center;gap:.5em;align-items:center;margin-bottom:.25em");
  const resize = (layers) => set({ layers });
  const layersOf = () => now().layers.map((layer) => [...layer]);
  const flatter = add(depth, "button", { type: "button", textContent: "−" }, SMALL);
  flatter.addEventListener("click", () => resize(layersOf().slice(0, -1)));
  const depthName = add(depth, "span");
  const deeper = add(depth, "button", { type: "button", textContent: "+" }, SMALL);
  deeper.addEventListener("click", () => resize([...layersOf(), [...(now().layers.at(-1) || [4, "tanh"])]]));
  const heads = add(middle, "div", {}, `position:relative;height:52px;max-width:${WIDE}px;margin:0 auto`);
  const [network, net] = canvas(middle, WIDE, HIGH, "margin:0 auto");
  network.tabIndex = 0;
  const columns = [];
  const column = (index) => {
    const at = index + 1;
    const made = add(heads, "div", {}, "position:absolute;top:0;transform:translateX(-50%);text-align:center;width:82px");
    const line = add(made, "div", {}, "display:flex;gap:.3em;justify-content:center;align-items:center;margin-bottom:3px");
    const change = (by) => () => {
      const layers = layersOf();
      if (!layers[index]) return;
      layers[index][0] = Math.max(1, Math.min(most_units, layers[index][0] + by));
      resize(layers);
    };
    const less = add(line, "button", { type: "button", textContent: "−" }, SMALL);
    less.addEventListener("click", change(-1));
    const count = add(line, "span", {}, "min-width:.8em;font-weight:700");
    const more = add(line, "button", { type: "button", textContent: "+" }, SMALL);
    more.addEventListener("click", change(1));
    const kind = add(made, "select", {}, LOOK + ";padding:.15em 0;position:relative;left:50%;transform:translateX(-50%)");
    setup.activations.forEach((name) => add(kind, "option", { value: name, textContent: name }));
    kind.addEventListener("change", () => {
      const layers = layersOf();
      if (!layers[index]) return;
      layers[index][1] = kind.value;
      resize(layers);
    });
    return {
      made,
      show() {
        const here = settings.layers[index];
        made.style.display = here ? "" : "none";
        if (!here) return;
        made.style.left = `${(100 * columnX(at)) / WIDE}%`;
        count.textContent = String(here[0]);
        kind.value = here[1];
        const room = ((columnX(1) - columnX(0)) / WIDE) * (heads.clientWidth || WIDE);
        kind.style.width = `${Math.min(82, Math.round(room) - 3)}px`;
        kind.style.fontSize = room < 80 ? "11px" : "12px";
        less.disabled = here[0] === 1;
        more.disabled = here[0] === most_units;
        less.setAttribute("aria-label", say("less_units", { layer: at }));
        more.setAttribute("aria-label", say("more_units", { layer: at }));
        kind.setAttribute("aria-label", say("activation", { layer: at }));
      },
    };
  };
  for (let index = 0; index < most_layers; index++) columns.push(column(index));
  onDraw(() => {
    const count = settings ? settings.layers.length : 0;
    depthName.textContent = `${say("layers")}: ${count}`;
    flatter.disabled = count === 0;
    deeper.disabled = count === most_layers;
    flatter.setAttribute("aria-label", say("fewer"));
    deeper.setAttribute("aria-label", say("more"));
    if (settings) columns.forEach((one) => one.show());
  });
  const legendRow = row(middle, "font-size:12px;gap:.2em 1em;justify-content:center;margin-top:.2em");
  const sample = (key, dash, color) => {
    const item = add(legendRow, "span", {}, "display:inline-flex;align-items:center;gap:.35em");
    add(item, "span", {}, `display:inline-block;width:26px;border-top:3px ${dash} ${color}`);
    const text = add(item, "span");
    onDraw(() => (text.textContent = say(key)));
  };
  sample("positive", "solid", COLOURS[1]);
  sample("negative", "dashed", COLOURS[0]);
  const thick = add(legendRow, "span", {}, "opacity:.8");
  onDraw(() => (thick.textContent = say("thick")));
  const inside = add(middle, "div", {}, "margin-top:.3em;text-align:center;min-height:2.7em;font-variant-numeric:tabular-nums");

  // plane and losses
  const SIZE = 280;
  const [plane, sheet] = canvas(right, SIZE, SIZE);
  plane.tabIndex = 0;
  const classes = legend(right);
  const tick = add(right, "label", {}, "display:flex;gap:.4em;align-items:center");
  const box = add(tick, "input", { type: "checkbox" }, "margin:0");
  const tickName = add(tick, "span");
  box.addEventListener("change", () => { withVal = box.checked; draw(); });
  const [curves, chart] = canvas(right, SIZE, 150);

  // below
  const trouble = add(root, "div", {}, "font-weight:700;border-left:3px solid #D55E00;padding-left:.7em;white-space:pre-wrap;overflow-wrap:anywhere");
  trouble.setAttribute("aria-live", "polite");
  const own = add(root, "div", {}, "margin-top:.25em;overflow-wrap:anywhere");
  const third = row(root, "margin-top:.5em");
  const shareName = add(third, "label", {}, "display:inline-flex;gap:.5em;align-items:center;flex:1 1 34em");
  const shareText = add(shareName, "span");
  const share = add(shareName, "input", { type: "text", spellcheck: false }, LOOK + ";flex:1;font-family:var(--jp-code-font-family,monospace);font-size:12px");
  share.onFigureKey = (event) => { if (event.key === "Enter") load(); };
  button(third, "copy", copy);
  button(third, "load", load);
  const keys = add(root, "div", {}, "margin-top:.4em;opacity:.75;font-size:12px");

  // ------------------------------------------------------------------------------------------------ asking the kernel

  // When the settings change, answers to what was asked before are worthless.
  function send(request) {
    if (request.do === "set" || request.do === "paste") era += 1;
    if (request.do === "paste") wanted = null;
    if (request.do !== "train") stop();
    const mine = era;
    flying += 1;
    noted = "";
    const arrived = (act) => (got) => {
      flying -= 1;
      if (mine !== era) return;
      act(got);
      draw();
    };
    return ask({ ...request, unit, until, have: losses.length }).then(
      arrived((got) => take(request, got)),
      arrived((error) => {
        problem = setup.lost; // nothing in Python raises: the kernel is gone, or has forgotten the picture
        console.warn(error);
        stop();
      }),
    );
  }
  function take(request, got) {
    if (request.do === "set" || request.do === "paste") wanted = null;
    problem = got.problem || null;
    if (problem) {
      if (request.do !== "paste") settings = got.settings;
      if (request.do === "set") [frame, losses, points] = [null, [], null];
      return stop();
    }
    [settings, frame] = [got.settings, got];
    losses = [...losses.slice(0, got.have), ...got.losses];
    if (got.points) [points, whose] = [got.points, got.whose];
    unit = got.unit[0] === settings.layers.length ? null : got.unit;
    share.value = got.state;
    if (request.do === "set") until = null;
    if (request.do === "paste") {
      const plainText = got.state.replace(/_e\d+$/, "");
      preset = Object.keys(presets).find((name) => presets[name].startsWith(`${plainText}_`)) || "own";
      until = got.until || null;
      if (until) return start();
    }
    const arrived = until && got.epoch >= until;
    if (arrived) until = null;
    if (arrived || !got.finite || got.epoch >= most_epochs) stop();
  }
  const train = (epochs) => send({ do: "train", epochs });
  function start() {
    if (playing || (frame && !frame.finite)) return;
    playing = true;
    rounds += 1;
    [0, 1].forEach((number) => lane(number, rounds));
    draw();
  }
  // Two lanes: one frame is on its way while the other is drawn. Together they ask for 30 frames a second at most.
  async function lane(number, round) {
    await pause(33 * number);
    while (playing && round === rounds) {
      const began = performance.now();
      await train(speed);
      await pause(66 - (performance.now() - began));
    }
  }
  function stop() {
    playing = false;
  }
  function load() {
    send({ do: "paste", text: share.value });
  }
  async function copy() {
    try {
      await navigator.clipboard.writeText(share.value);
      noted = "copied";
    } catch {
      share.select(); // without leave to write there, the reader copies by hand
    }
    draw();
  }

  // ------------------------------------------------------------------------------------------------------- drawing

  const bytes = (packed) => Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  // From blue over the paper's own colour to orange, for light and for dark paper.
  function palette(dark, depth) {
    const middle = dark ? [38, 38, 38] : [246, 246, 246];
    const ends = dark ? [[30, 140, 205], [232, 118, 30]] : [[0, 114, 178], [213, 94, 0]];
    return Array.from({ length: 256 }, (_, level) => {
      const share = Math.min(1, Math.abs(level - 127) / 127) * depth;
      const end = ends[level > 127 ? 1 : 0];
      return middle.map((value, i) => Math.round(value + share * (end[i] - value)));
    });
  }
  const palettes = { units: [palette(false, 0.92), palette(true, 0.92)], plane: [palette(false, 0.6), palette(true, 0.62)] };
  const patch = document.createElement("canvas");
  function heat(pen, levels, offset, size, x, y, width, shades) {
    if (patch.width !== size) patch.width = patch.height = size;
    const ink = patch.getContext("2d");
    const image = ink.createImageData(size, size);
    for (let i = 0; i < size * size; i++) {
      const [red, green, blue] = shades[levels[offset + i]];
      image.data.set([red, green, blue, 255], 4 * i);
    }
    ink.putImageData(image, 0, 0);
    pen.imageSmoothingEnabled = true;
    pen.drawImage(patch, x, y, width, width);
  }
  function thumbnail(pen, name) {
    const dot = (x, y, label) => {
      pen.fillStyle = COLOURS[label];
      if (label) pen.fillRect(18 + 15 * x - 1.5, 18 - 15 * y - 1.5, 3, 3);
      else { pen.beginPath(); pen.arc(18 + 15 * x, 18 - 15 * y, 1.7, 0, 7); pen.fill(); }
    };
    const gate = { and: [0, 0, 0, 1], or: [0, 1, 1, 1], nand: [1, 1, 1, 0], nor: [1, 0, 0, 0], xor: [0, 1, 1, 0] }[name];
    for (let i = 0; i < 16; i++) {
      const [share, turn] = [(i + 0.5) / 16, ((i + 0.5) / 16) * 2 * Math.PI];
      if (gate) [-1, 1].forEach((p) => [-1, 1].forEach((q) => { // a small square of points in each corner
        if (i < 9) dot(0.62 * p + 0.22 * ((i % 3) - 1), 0.62 * q + 0.22 * (Math.floor(i / 3) - 1), gate[p + 1 + (q + 1) / 2]);
      }));
      else if (name === "circles") { dot(0.95 * Math.cos(turn), 0.95 * Math.sin(turn), 0); dot(0.42 * Math.cos(turn), 0.42 * Math.sin(turn), 1); }
      else if (name === "moons") { dot(0.62 * Math.cos(turn / 2) - 0.3, 0.8 * Math.sin(turn / 2) - 0.2, 0); dot(0.3 - 0.62 * Math.cos(turn / 2), 0.2 - 0.8 * Math.sin(turn / 2), 1); }
      else [0, 1].forEach((label) => {
        const angle = 3 * Math.PI * Math.sqrt(share) + Math.PI * label;
        dot(0.95 * Math.sqrt(share) * Math.cos(angle), 0.95 * Math.sqrt(share) * Math.sin(angle), label);
      });
    }
  }
  function columnX(at) {
    const count = settings.layers.length + 2;
    return 52 + ((WIDE - 90) * at) / (count - 1);
  }
  const sizes = () => [2, ...settings.layers.map(([units]) => units), 1];
  const place = (at, number, all = sizes()) => [columnX(at), HIGH / 2 + (number - (all[at] - 1) / 2) * GAP];
  const isShown = (at, number) => (unit ? at === unit[0] + 1 && number === unit[1] : at === settings.layers.length + 1);

  function drawNetwork(ink, dark) {
    net.clearRect(0, 0, WIDE, HIGH);
    if (!settings) return;
    const all = sizes();
    const most = Math.max(...all, settings.layers.length > 2 ? 6 : 0);
    [NODE, GAP] = most > 6 ? [34, 43] : most > 4 ? [42, 56] : [52, 74];
    if (frame) frame.weights.forEach((W, layer) =>
      W.forEach((weights, from) =>
        weights.forEach((weight, to) => {
          const [[a, b], [c, d]] = [place(layer, from, all), place(layer + 1, to, all)];
          const size = weight === null ? 0 : Math.abs(weight);
          const lit = isShown(layer + 1, to);
          net.strokeStyle = weight === null ? ink : dark ? (weight > 0 ? "#f0872e" : "#3fa3dc") : COLOURS[weight > 0 ? 1 : 0];
          net.lineWidth = 0.6 + 6.4 * Math.tanh(size / 4);
          net.globalAlpha = lit ? 1 : 0.62;
          net.setLineDash(weight < 0 ? [6, 4] : []);
          net.beginPath();
          const [begin, end] = [a + NODE / 2, c - NODE / 2];
          net.moveTo(begin, b);
          net.bezierCurveTo((begin + end) / 2, b, (begin + end) / 2, d, end, d);
          net.stroke();
        })));
    net.setLineDash([]);
    net.globalAlpha = 1;
    const levels = frame && bytes(frame.units);
    const shades = palettes.units[dark ? 1 : 0];
    let offset = 0;
    all.forEach((count, at) => {
      for (let number = 0; number < count; number++) {
        const [x, y] = place(at, number, all);
        if (at === 0) heat(net, INPUTS[number], 0, half, x - NODE / 2, y - NODE / 2, NODE, shades);
        else if (levels) {
          heat(net, levels, offset, half, x - NODE / 2, y - NODE / 2, NODE, shades);
          offset += half * half;
        }
        const lit = isShown(at, number);
        net.strokeStyle = ink;
        net.lineWidth = lit ? 3 : 1;
        net.globalAlpha = lit ? 1 : 0.6;
        net.strokeRect(x - NODE / 2, y - NODE / 2, NODE, NODE);
        net.globalAlpha = 1;
      }
    });
    net.fillStyle = ink;
    net.textAlign = "center";
    net.font = "italic 15px serif";
    net.fillText("x₁", columnX(0) - NODE / 2 - 13, place(0, 0)[1] + 5);
    net.fillText("x₂", columnX(0) - NODE / 2 - 13, place(0, 1)[1] + 5);
    net.font = "12px sans-serif";
    net.textAlign = "center";
    const above = (at) => place(at, 0, all)[1] - NODE / 2 - 9;
    net.fillText(say("inputs"), columnX(0), above(0));
    net.fillText(say("output"), columnX(all.length - 1), above(all.length - 1));
  }
  const ramp = (value) => Math.round(127 + 127 * value);
  const INPUTS = [0, 1].map((feature) =>
    Uint8Array.from({ length: half * half }, (_, i) => {
      const [across, down] = [(i % half) / (half - 1), Math.floor(i / half) / (half - 1)];
      return ramp(feature ? 1 - 2 * down : 2 * across - 1);
    }));

  function drawPlane(ink, dark) {
    sheet.clearRect(0, 0, SIZE, SIZE);
    const x = (value) => ((value + reach) / (2 * reach)) * SIZE;
    if (frame) {
      const levels = bytes(frame.map);
      const cell = SIZE / (cells - 1); // the outermost places lie on the edges
      sheet.save();
      sheet.beginPath();
      sheet.rect(0, 0, SIZE, SIZE);
      sheet.clip();
      heat(sheet, levels, 0, cells, -cell / 2, -cell / 2, SIZE + cell, palettes.plane[dark ? 1 : 0]);
      border(levels, ink);
      sheet.restore();
    }
    sheet.strokeStyle = sheet.fillStyle = ink;
    sheet.lineWidth = 1;
    sheet.globalAlpha = 0.75;
    sheet.strokeRect(0.5, 0.5, SIZE - 1, SIZE - 1);
    sheet.font = "11px sans-serif";
    for (const value of [-1, 0, 1]) {
      sheet.fillText(number(value), x(value) - 4, SIZE - 4);
      if (value) sheet.fillText(number(value), 4, SIZE - x(value) + 4);
    }
    sheet.font = "italic 14px serif";
    sheet.fillText("x₁", SIZE - 17, SIZE - 5);
    sheet.fillText("x₂", 4, 15);
    sheet.globalAlpha = 1;
    if (!points) return;
    const paper = dark ? "#111111" : "#ffffff";
    const tints = dark ? ["#7cc4f0", "#ffab5e"] : COLOURS;
    const dots = ([X, y], open) =>
      X.forEach(([p, q], i) => {
        const [a, b] = [x(p), SIZE - x(q)];
        sheet.beginPath();
        if (y[i]) sheet.rect(a - 3, b - 3, 6, 6);
        else sheet.arc(a, b, 3.4, 0, 7);
        sheet.fillStyle = open ? paper : tints[y[i]];
        sheet.strokeStyle = open ? tints[y[i]] : paper;
        sheet.lineWidth = open ? 1.3 : 1;
        sheet.fill();
        sheet.stroke();
      });
    if (withVal) dots(points.val, true);
    dots(points.train, false);
  }
  // The line where a value crosses its middle, square by square between neighbouring places.
  function border(levels, ink) {
    const value = (r, c) => levels[r * cells + c] - 127.5;
    const at = (r, c) => [(c / (cells - 1)) * SIZE, (r / (cells - 1)) * SIZE];
    sheet.strokeStyle = ink;
    sheet.lineWidth = 1.8;
    sheet.beginPath();
    for (let r = 0; r + 1 < cells; r++)
      for (let c = 0; c + 1 < cells; c++) {
        const corners = [[r, c], [r, c + 1], [r + 1, c + 1], [r + 1, c]];
        const cuts = [];
        corners.forEach((corner, i) => {
          const [here, there] = [value(...corner), value(...corners[(i + 1) % 4])];
          if (here > 0 === there > 0) return;
          const share = here / (here - there);
          const [a, b] = [at(...corner), at(...corners[(i + 1) % 4])];
          cuts.push([a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]);
        });
        for (let i = 0; i + 1 < cuts.length; i += 2) {
          sheet.moveTo(...cuts[i]);
          sheet.lineTo(...cuts[i + 1]);
        }
      }
    sheet.stroke();
  }
  function drawCurves(ink) {
    const [LEFT, RIGHT, TOP, BOTTOM] = [32, SIZE - 8, 20, 122];
    chart.clearRect(0, 0, SIZE, 150);
    const known = losses.flat().filter((value) => value !== null);
    const most = Math.max(0.1, Math.min(8, Math.max(...known.slice(0, 2), percentile(known)) * 1.15));
    const last = Math.max(20, losses.length - 1);
    const x = (k) => LEFT + (k / last) * (RIGHT - LEFT);
    const h = (value) => BOTTOM - (Math.min(value, most) / most) * (BOTTOM - TOP);
    chart.strokeStyle = chart.fillStyle = ink;
    chart.font = "11px sans-serif";
    chart.lineWidth = 1;
    chart.globalAlpha = 0.75;
    chart.textAlign = "right";
    const unitOf = [0.05, 0.1, 0.2, 0.5, 1, 2, 5].find((one) => most / one <= 4) || 5;
    for (let value = 0; value <= most; value += unitOf) {
      chart.fillText(number(value), LEFT - 5, h(value) + 4);
      chart.globalAlpha = 0.22;
      chart.beginPath();
      chart.moveTo(LEFT, h(value));
      chart.lineTo(RIGHT, h(value));
      chart.stroke();
      chart.globalAlpha = 0.75;
    }
    chart.fillText(String(last), RIGHT, BOTTOM + 14);
    chart.textAlign = "left";
    chart.fillText("0", LEFT - 3, BOTTOM + 14);
    chart.textAlign = "center";
    chart.fillText(say("axis"), (LEFT + RIGHT) / 2, BOTTOM + 24);
    chart.textAlign = "left";
    chart.globalAlpha = 1;
    chart.lineWidth = 1.8;
    [[], [5, 4]].forEach((dash, kind) => {
      chart.setLineDash(dash);
      chart.beginPath();
      const every = Math.max(1, Math.floor(losses.length / 600));
      const crowded = kind === 1 && x(every) - x(0) < 3; // up and down within a few pixels: dashes along it fill the gaps
      if (crowded) chart.setLineDash([]);
      losses.forEach((pair, k) => {
        if (pair[kind] === null || !(k % every === 0 || k === losses.length - 1)) return;
        if (crowded && (x(k) - LEFT) % 9 > 5) chart.moveTo(x(k), h(pair[kind]));
        else chart.lineTo(x(k), h(pair[kind]));
      });
      chart.stroke();
      chart.setLineDash(dash);
      const left = kind ? SIZE / 2 + 6 : 8;
      chart.beginPath();
      chart.moveTo(left, 8);
      chart.lineTo(left + 22, 8);
      chart.stroke();
      chart.setLineDash([]);
      chart.fillText(say(kind ? "val" : "train"), left + 27, 12, SIZE / 2 - 36);
    });
    if (known.some((value) => value > most)) {
      chart.textAlign = "right";
      chart.fillText(say("clipped"), RIGHT, TOP + 13, RIGHT - LEFT);
      chart.textAlign = "left";
    }
  }
  function percentile(values) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted.length ? sorted[Math.floor(0.98 * (sorted.length - 1))] : 1;
  }

  const signed = (value) => (value === null ? "—" : String(Number(value.toFixed(2))).replace("-", "−"));
  function draw() {
    const began = performance.now();
    const ink = getComputedStyle(root).color;
    const [red, green, blue] = (ink.match(/[\d.]+/g) || [0, 0, 0]).map(Number);
    const dark = red + green + blue > 382;
    refreshers.forEach((act) => act());
    drawNetwork(ink, dark);
    drawPlane(ink, dark);
    drawCurves(ink);
    classes.show(say);
    tickName.textContent = say("show_val");
    pressed(play, playing);
    const over = frame && (!frame.finite || frame.epoch >= most_epochs);
    play.disabled = step.disabled = Boolean(!frame || over);
    const pair = frame && frame.losses.length ? frame.losses.at(-1) : losses.at(-1);
    const digits = (value) => (value === null || value === undefined ? "—" : value.toFixed(3));
    const says = frame && pair ? say("told", { train: digits(pair[0]), val: digits(pair[1]), accuracy: frame.accuracy === null ? "—" : `${(100 * frame.accuracy).toFixed(1)} %` }) : "";
    told.textContent = says;
    const lines = [];
    if (problem) lines.push(tell(problem));
    else if (frame && !frame.finite) lines.push(say("out_of_numbers"));
    else if (over) lines.push(say("finished", { epoch: frame.epoch }));
    if (noted) lines.push(say(noted));
    trouble.textContent = lines.join("\n");
    trouble.style.borderLeftColor = problem || over ? "#D55E00" : "#009E73";
    trouble.style.display = lines.length ? "" : "none";
    own.textContent = whose ? tell(whose) : "";
    shareText.textContent = say("share");
    share.setAttribute("aria-label", say("share"));
    keys.textContent = say("key");
    if (!settings) return;
    const [layer, which] = unit || [settings.layers.length, 0];
    const shown = unit ? say("shown_unit", { layer: layer + 1, unit: which + 1 }) : say("shown_output");
    const weights = frame ? say("weights", { weights: frame.weights[layer].map((line) => signed(line[which])).join(", "), bias: signed(frame.biases[layer][which]) }) : "";
    inside.textContent = `${shown} ${weights}`;
    network.setAttribute("aria-label", say("network", { sizes: sizes().join(", "), shown, weights }));
    plane.setAttribute("aria-label", say("plane", { shown, told: says }));
    curves.setAttribute("aria-label", say("curves", { told: says }));
    Object.assign(el.dataset, {
      playground: frame ? frame.state : "", epoch: frame ? frame.epoch : "", playing, preset, busy: flying > 0,
      unit: unit ? unit.join(" ") : "output", problem: problem ? "yes" : "", train: digits(pair?.[0]), val: digits(pair?.[1]),
      frames: Number(el.dataset.frames || 0) + 1, ms: (performance.now() - began).toFixed(1),
    });
  }

  // ------------------------------------------------------------------------------------------- by mouse and keyboard

  function choose(at, number) {
    const count = settings.layers.length;
    unit = at > count || at < 1 ? null : [at - 1, Math.max(0, Math.min(settings.layers[at - 1][0] - 1, number))];
    if (!playing) send({ do: "look" });
  }
  network.addEventListener("pointerdown", (event) => {
    if (!settings) return;
    const frameBox = network.getBoundingClientRect();
    const scale = WIDE / frameBox.width;
    const [p, q] = [(event.clientX - frameBox.left) * scale, (event.clientY - frameBox.top) * scale];
    sizes().forEach((count, at) => {
      for (let number = 0; number < count; number++) {
        const [x, y] = place(at, number);
        if (at && Math.abs(p - x) <= NODE / 2 + 3 && Math.abs(q - y) <= NODE / 2 + 3) choose(at, number);
      }
    });
  });
  function common(event) {
    const act = { " ": () => (playing ? stop() : start()), Enter: () => { stop(); train(1); }, Home: () => set({}) }[event.key];
    if (!act || !settings) return false;
    event.preventDefault();
    if (frame || event.key === "Home") act();
    draw();
    return true;
  }
  plane.onFigureKey = common;
  network.onFigureKey = (event) => {
    if (common(event) || !settings) return;
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1], Escape: null };
    if (!(event.key in moves)) return;
    event.preventDefault();
    const by = moves[event.key];
    const count = settings.layers.length;
    if (!by) return choose(count + 1, 0);
    const [at, which] = unit ? [unit[0] + 1, unit[1]] : [count + 1, 0];
    const to = Math.max(Math.min(1, count), Math.min(count + 1, at + by[0]));
    choose(to, which + by[1]);
  };

  // Before the page holds the picture its ink is not known yet, and a change of the theme changes it.
  const seen = new IntersectionObserver(() => draw());
  seen.observe(network);
  const theme = new MutationObserver(() => [60, 400, 1200].forEach((later) => setTimeout(draw, later)));
  theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
  send({ do: "paste", text: setup.first });
  return { draw, stop: () => { stop(); seen.disconnect(); theme.disconnect(); } };
}
