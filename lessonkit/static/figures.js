// The interactive pictures of lesson 01, one module without a build step. Python says which one by the trait `kind`
// and sends data and labels; everything that is dragged is drawn here, without the kernel.
// The reader's language is the state of the page's language switch; labels follow it live.

const COLOURS = ["#0072B2", "#D55E00"];
const SHADES = ["rgba(0,114,178,0.16)", "rgba(213,94,0,0.18)"];

// ------------------------------------------------------------------------------------------------ language

function language() {
  const state = document.documentElement.dataset.courseLang;
  if (state) return state;
  try {
    return localStorage.getItem("course-lang") || "both";
  } catch {
    return "both";
  }
}

function speaker(labels) {
  return (key, values = {}) => {
    const fill = (text) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    const { en, zh } = labels[key];
    const state = language();
    return state === "en" ? fill(en) : state === "zh" ? fill(zh) : `${fill(en)} · ${fill(zh)}`;
  };
}

function onLanguage(act) {
  const observer = new MutationObserver(act);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-course-lang"] });
  return () => observer.disconnect();
}

// ---------------------------------------------------------------------------------------------- small parts

function add(parent, tag, properties = {}, style = "") {
  const node = Object.assign(document.createElement(tag), properties);
  if (style) node.style.cssText = style;
  parent.append(node);
  return node;
}

const number = (value) => String(Math.round(value * 100) / 100).replace("-", "−");

function slider(parent, { key, least, most, value, act }) {
  const row = add(parent, "label", {}, "display:grid;grid-template-columns:11em 9em 3.5em;align-items:center;gap:.5em");
  const name = add(row, "span");
  const input = add(row, "input", { type: "range", min: least, max: most, step: 0.1, value });
  const shown = add(row, "output", {}, "font-variant-numeric:tabular-nums;text-align:right");
  input.addEventListener("input", () => act(Number(input.value)));
  return {
    show(current, say) {
      name.textContent = say(key);
      input.value = current;
      shown.textContent = number(current);
    },
  };
}

function buttons(parent, names, act) {
  const row = add(parent, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap;align-items:center");
  const caption = add(row, "span");
  const made = names.map((name) => {
    const button = add(row, "button", { type: "button", textContent: name.toUpperCase() }, "padding:.2em .7em;font:inherit");
    button.addEventListener("click", () => act(name));
    return button;
  });
  return {
    show(current, say) {
      caption.textContent = `${say("data")}:`;
      made.forEach((button, index) => {
        const pressed = names[index] === current;
        button.setAttribute("aria-pressed", pressed);
        button.style.fontWeight = pressed ? "700" : "400";
        button.style.outline = pressed ? "2px solid currentColor" : "none";
      });
    },
  };
}

// ------------------------------------------------------------------------------------------------ the plane

class Plane {
  constructor(parent, least, most, size = 380) {
    this.least = least;
    this.most = most;
    this.size = size;
    this.canvas = add(parent, "canvas", { tabIndex: 0 }, `width:${size}px;height:${size}px;touch-action:none;max-width:100%`);
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = this.canvas.height = Math.round(size * ratio);
    this.canvas.setAttribute("role", "img");
    this.pen = this.canvas.getContext("2d");
    this.pen.scale(ratio, ratio);
  }
  x(value) {
    return ((value - this.least) / (this.most - this.least)) * this.size;
  }
  y(value) {
    return this.size - this.x(value);
  }
  at(event) {
    const box = this.canvas.getBoundingClientRect();
    const scale = (this.most - this.least) / box.width;
    return [this.least + (event.clientX - box.left) * scale, this.most - (event.clientY - box.top) * scale];
  }
  clear() {
    this.ink = getComputedStyle(this.canvas).color;
    this.pen.clearRect(0, 0, this.size, this.size);
  }
  // Clip the square by w·x + b > 0 (side 1) or ≤ 0 (side 0): Sutherland and Hodgman for one edge.
  half(w, b, side) {
    const { least: lo, most: hi } = this;
    const corners = [[lo, lo], [hi, lo], [hi, hi], [lo, hi]];
    const value = ([p, q]) => (side ? 1 : -1) * (w[0] * p + w[1] * q + b);
    const kept = [];
    corners.forEach((point, index) => {
      const next = corners[(index + 1) % 4];
      const [here, there] = [value(point), value(next)];
      if (here >= 0) kept.push(point);
      if (here * there < 0) {
        const share = here / (here - there);
        kept.push([point[0] + share * (next[0] - point[0]), point[1] + share * (next[1] - point[1])]);
      }
    });
    return kept;
  }
  shade(w, b) {
    for (const side of [0, 1]) {
      const shape = w[0] || w[1] ? this.half(w, b, side) : (b > 0) === Boolean(side) ? this.half([0, 0], 1, 1) : [];
      this.pen.beginPath();
      shape.forEach(([p, q]) => this.pen.lineTo(this.x(p), this.y(q)));
      this.pen.fillStyle = SHADES[side];
      this.pen.fill();
    }
  }
  axes() {
    const { pen, ink } = this;
    pen.strokeStyle = pen.fillStyle = ink;
    pen.globalAlpha = 0.55;
    pen.lineWidth = 1;
    for (const [a, b, c, d] of [[this.least, 0, this.most, 0], [0, this.least, 0, this.most]]) {
      pen.beginPath();
      pen.moveTo(this.x(a), this.y(b));
      pen.lineTo(this.x(c), this.y(d));
      pen.stroke();
    }
    pen.font = "13px sans-serif";
    for (let tick = Math.ceil(this.least); tick <= this.most; tick++) {
      if (tick !== 0) {
        pen.fillText(number(tick), this.x(tick) - 4, this.y(0) + 15);
        pen.fillText(number(tick), this.x(0) + 5, this.y(tick) + 4);
      }
    }
    pen.font = "italic 15px serif";
    pen.fillText("x₁", this.size - 20, this.y(0) - 7);
    pen.fillText("x₂", this.x(0) + 7, 15);
    pen.globalAlpha = 1;
  }
  line(w, b) {
    const length = Math.hypot(...w);
    if (!length) return;
    const foot = [(-b * w[0]) / length ** 2, (-b * w[1]) / length ** 2];
    const along = [-w[1] / length, w[0] / length];
    this.pen.strokeStyle = this.ink;
    this.pen.lineWidth = 2;
    this.pen.beginPath();
    for (const far of [-50, 50]) this.pen.lineTo(this.x(foot[0] + far * along[0]), this.y(foot[1] + far * along[1]));
    this.pen.stroke();
  }
  point([p, q], label, wrong = false) {
    const { pen } = this;
    const [x, y] = [this.x(p), this.y(q)];
    pen.fillStyle = COLOURS[label];
    pen.beginPath();
    if (label) pen.rect(x - 8, y - 8, 16, 16);
    else pen.arc(x, y, 9, 0, 7);
    pen.fill();
    if (wrong) {
      pen.strokeStyle = this.ink;
      pen.lineWidth = 2.5;
      pen.beginPath();
      pen.moveTo(x - 13, y - 13);
      pen.lineTo(x + 13, y + 13);
      pen.moveTo(x - 13, y + 13);
      pen.lineTo(x + 13, y - 13);
      pen.stroke();
    }
  }
}

const decide = (w, b, [p, q]) => (w[0] * p + w[1] * q + b > 0 ? 1 : 0); // a tie is class 0

function shell(el) {
  const root = add(el, "div", { className: "deeplearn-figure" }, "display:flex;gap:1.2em;flex-wrap:wrap;align-items:flex-start;padding:.4em 0");
  const left = add(root, "div");
  const right = add(root, "div", {}, "display:flex;flex-direction:column;gap:.55em;min-width:16em;max-width:28em");
  return { root, left, right };
}

function status(parent) {
  const node = add(parent, "div", {}, "min-height:3em;white-space:pre-line;font-weight:600");
  node.setAttribute("aria-live", "polite");
  return node;
}

// --------------------------------------------------------------------------------------- the three pictures

function boundary(model, el, say) {
  const { left, right } = shell(el);
  const gates = model.get("gates");
  const plane = new Plane(left, -0.6, 1.6);
  let gate = model.get("gate");
  let w = [1, 0.4];
  let b = -0.4;
  let best = 0;
  let held = null;

  const choose = buttons(right, ["and", "or", "xor"], (name) => {
    gate = name;
    best = 0;
    draw();
  });
  const sliders = [
    slider(right, { key: "w1", least: -3, most: 3, value: w[0], act: (v) => draw((w = [v, w[1]])) }),
    slider(right, { key: "w2", least: -3, most: 3, value: w[1], act: (v) => draw((w = [w[0], v])) }),
    slider(right, { key: "b", least: -3, most: 3, value: b, act: (v) => draw((b = v)) }),
  ];
  const told = status(right);
  const advice = add(right, "div", {}, "opacity:.8");

  const handles = () => {
    const square = w[0] ** 2 + w[1] ** 2;
    if (!square) return [];
    // the two handles stand on the line, to both sides of the point nearest to the middle of the picture
    const value = (w[0] * 0.5 + w[1] * 0.5 + b) / square;
    const middle = [0.5 - value * w[0], 0.5 - value * w[1]];
    const along = [(-w[1] / Math.sqrt(square)) * 0.6, (w[0] / Math.sqrt(square)) * 0.6];
    return [-1, 1].map((sign) => [middle[0] + sign * along[0], middle[1] + sign * along[1]]);
  };

  function draw() {
    const { X, y } = gates[gate];
    const right_ = X.filter((x, i) => decide(w, b, x) === y[i]).length;
    best = Math.max(best, right_);
    plane.clear();
    plane.shade(w, b);
    plane.axes();
    plane.line(w, b);
    X.forEach((x, i) => plane.point(x, y[i], decide(w, b, x) !== y[i]));
    plane.pen.lineWidth = 3;
    for (const [p, q] of handles()) {
      plane.pen.strokeStyle = plane.ink;
      plane.pen.beginPath();
      plane.pen.arc(plane.x(p), plane.y(q), 7, 0, 7);
      plane.pen.stroke();
    }
    choose.show(gate, say);
    [w[0], w[1], b].forEach((value, i) => sliders[i].show(value, say));
    told.textContent = `${say("right", { right: right_, all: X.length })}\n${say("best", { best })}`;
    advice.textContent = w[0] || w[1] ? say("handle") : say("no_line");
    plane.canvas.setAttribute("aria-label", say("picture"));
    el.dataset.right = right_;
  }

  plane.canvas.addEventListener("pointerdown", (event) => {
    const here = plane.at(event);
    const near = handles().map((point) => Math.hypot(point[0] - here[0], point[1] - here[1]));
    const index = near.indexOf(Math.min(...near));
    if (near[index] < 0.2) {
      held = { fixed: handles()[1 - index] };
      plane.canvas.setPointerCapture(event.pointerId);
    }
  });
  plane.canvas.addEventListener("pointermove", (event) => {
    if (!held) return;
    const here = plane.at(event);
    const across = [here[0] - held.fixed[0], here[1] - held.fixed[1]];
    const length = Math.hypot(...across);
    if (length < 0.05) return;
    const size = Math.hypot(...w);
    let turned = [(-across[1] / length) * size, (across[0] / length) * size];
    if (turned[0] * w[0] + turned[1] * w[1] < 0) turned = [-turned[0], -turned[1]];
    w = turned;
    b = -(w[0] * held.fixed[0] + w[1] * held.fixed[1]);
    draw();
  });
  for (const kind of ["pointerup", "pointercancel"]) plane.canvas.addEventListener(kind, () => (held = null));
  plane.canvas.addEventListener("keydown", (event) => {
    const turn = { ArrowUp: 0.1, ArrowDown: -0.1 }[event.key];
    const shift = { ArrowLeft: -0.1, ArrowRight: 0.1 }[event.key];
    if (turn === undefined && shift === undefined) return;
    event.preventDefault();
    if (shift) b += shift;
    else w = [w[0] * Math.cos(turn) - w[1] * Math.sin(turn), w[0] * Math.sin(turn) + w[1] * Math.cos(turn)];
    draw();
  });
  draw();
  return { draw };
}

function neuron(model, el, say) {
  const { left, right } = shell(el);
  const plane = new Plane(left, -3, 3, 340);
  const state = { w1: -1, w2: -1, b: 1, x1: 1, x2: 1 };
  const sliders = Object.keys(state).map((key) => [
    key,
    slider(right, { key, least: -3, most: 3, value: state[key], act: (value) => draw((state[key] = value)) }),
  ]);
  const formula = add(right, "div", {}, "font-family:serif;font-size:1.15em");
  const told = status(right);

  function draw() {
    const w = [state.w1, state.w2];
    const x = [state.x1, state.x2];
    const z = Math.round((w[0] * x[0] + w[1] * x[1] + state.b) * 1e6) / 1e6;
    plane.clear();
    plane.shade(w, state.b);
    plane.axes();
    plane.line(w, state.b);
    plane.point(x, z > 0 ? 1 : 0);
    for (const [key, made] of sliders) made.show(state[key], say);
    const term = (value) => (value < 0 ? `(${number(value)})` : number(value));
    formula.textContent =
      `z = ${term(w[0])} · ${term(x[0])} + ${term(w[1])} · ${term(x[1])} + ${term(state.b)} = ${number(z)}`;
    told.textContent = say(z > 0 ? "fires" : z === 0 ? "tie" : "silent");
    plane.canvas.setAttribute("aria-label", `${formula.textContent}. ${told.textContent}`);
    el.dataset.z = z;
  }
  draw();
  return { draw };
}

function training(model, el, say) {
  const { left, right } = shell(el);
  const runs = model.get("runs");
  const gates = model.get("gates");
  const names = Object.keys(runs);
  const plane = new Plane(left, -0.6, 1.6, 320);
  const curve = add(right, "canvas", {}, "width:320px;height:150px;max-width:100%");
  const ratio = window.devicePixelRatio || 1;
  curve.width = 320 * ratio;
  curve.height = 150 * ratio;
  const pen = curve.getContext("2d");
  pen.scale(ratio, ratio);
  let gate = names[0];
  let epoch = 0;
  let timer = null;

  const choose = buttons(right, names, (name) => {
    stop();
    gate = name;
    epoch = 0;
    draw();
  });
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const button = (act) => {
    const made = add(row, "button", { type: "button" }, "padding:.25em .8em;font:inherit");
    made.addEventListener("click", act);
    return made;
  };
  const next = button(() => {
    stop();
    step();
  });
  const play = button(() => (timer ? stop() : start()));
  const again = button(() => {
    stop();
    epoch = 0;
    draw();
  });
  const told = status(right);

  const last = () => runs[gate].length - 1;
  function step() {
    epoch = Math.min(epoch + 1, last());
    if (epoch === last()) stop();
    draw();
  }
  function start() {
    if (epoch === last()) epoch = 0;
    timer = setInterval(step, 600);
    draw();
  }
  function stop() {
    clearInterval(timer);
    timer = null;
    draw();
  }

  function draw() {
    const { w, b, errors } = runs[gate][epoch];
    const { X, y } = gates[gate];
    plane.clear();
    plane.shade(w, b);
    plane.axes();
    plane.line(w, b);
    X.forEach((x, i) => plane.point(x, y[i], decide(w, b, x) !== y[i]));
    drawCurve(errors);
    choose.show(gate, say);
    next.textContent = say("one_epoch");
    play.textContent = say(timer ? "pause" : "play");
    again.textContent = say("reset");
    const lines = [epoch ? say("epoch_of", { epoch, mistakes: errors[epoch - 1] }) : say("before")];
    if (epoch && errors[epoch - 1] === 0) lines.push(say("converged"));
    else if (epoch === last()) lines.push(say("not_yet", { epochs: epoch }));
    told.textContent = lines.join("\n");
    plane.canvas.setAttribute("aria-label", `${say("picture")} ${told.textContent}`);
    el.dataset.epoch = epoch;
  }

  function drawCurve(errors) {
    const ink = getComputedStyle(curve).color;
    const x = (k) => 26 + ((k - 1) * 280) / Math.max(last() - 1, 1);
    const y = (value) => 128 - value * 27;
    pen.clearRect(0, 0, 320, 150);
    pen.strokeStyle = pen.fillStyle = ink;
    pen.font = "11px sans-serif";
    pen.globalAlpha = 0.6;
    for (let value = 0; value <= 4; value++) pen.fillText(value, 6, y(value) + 4);
    for (let k = 1; k <= last(); k++) pen.fillText(k, x(k) - 3, 145);
    pen.globalAlpha = 1;
    pen.lineWidth = 2;
    pen.beginPath();
    errors.forEach((value, index) => pen.lineTo(x(index + 1), y(value)));
    pen.stroke();
    errors.forEach((value, index) => {
      pen.beginPath();
      pen.arc(x(index + 1), y(value), 4, 0, 7);
      pen.fill();
    });
  }
  draw();
  return { draw, stop };
}

// ---------------------------------------------------------------------------------------------------- entry

const PICTURES = { boundary, neuron, training };

function render({ model, el }) {
  const say = speaker(model.get("labels"));
  const made = PICTURES[model.get("kind")](model, el, say);
  const forget = onLanguage(() => made.draw());
  return () => {
    forget();
    if (made.stop) made.stop();
  };
}

export default { render };
