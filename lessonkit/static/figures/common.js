// What the interactive pictures share. Each picture is a file of its own with one function `picture(model, el, say)`;
// Python puts this file before it: one module, no build step. `setup` and labels come from Python; what is dragged is
// drawn here, without the kernel. The reader's language is the state of the page's switch; labels follow it live.

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
    const both = fill(en) === fill(zh) ? fill(en) : `${fill(en)} · ${fill(zh)}`;
    return state === "en" ? fill(en) : state === "zh" ? fill(zh) : both;
  };
}

function onLanguage(act) {
  const observer = new MutationObserver(act);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-course-lang"] });
  return () => observer.disconnect();
}

// A canvas keeps the ink it was drawn with: draw again when Jupyter changes between light and dark. Its style sheet
// may come a little later than its mark on the page.
function onTheme(act) {
  let timer = null;
  const observer = new MutationObserver(() => {
    act();
    clearTimeout(timer);
    timer = setTimeout(act, 500);
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  return () => {
    observer.disconnect();
    clearTimeout(timer);
  };
}

// A canvas takes the page's ink, and a picture that Jupyter has yet to put into the page finds none: it is drawn again
// as soon as it has a place.
function onPlaced(el, act) {
  if (el.isConnected) return () => {};
  const observer = new ResizeObserver(() => {
    if (!el.isConnected) return;
    observer.disconnect();
    act();
  });
  observer.observe(el);
  return () => observer.disconnect();
}

// ---------------------------------------------------------------------------------------------- small parts

function add(parent, tag, properties = {}, style = "") {
  const node = Object.assign(document.createElement(tag), properties);
  if (style) node.style.cssText = style;
  parent.append(node);
  return node;
}

// Buttons take the page's ink, so that they can be read on light and on dark ground.
const BUTTON = "padding:.2em .8em;font:inherit;color:inherit;background:transparent;border:1px solid currentColor;border-radius:4px;cursor:pointer";

// The two classes as they look in the plane, with their names.
function legend(parent) {
  const row = add(parent, "div", {}, "display:flex;gap:1.2em;flex-wrap:wrap");
  const names = [0, 1].map((label) => {
    const item = add(row, "span", {}, "display:inline-flex;align-items:center;gap:.4em");
    const round = label ? "" : "border-radius:50%;";
    add(item, "span", {}, `display:inline-block;width:.9em;height:.9em;${round}background:${COLOURS[label]}`);
    return add(item, "span");
  });
  return { show: (say) => names.forEach((name, label) => (name.textContent = say(`class_${label}`))) };
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
    const button = add(row, "button", { type: "button", textContent: name.toUpperCase() }, BUTTON);
    button.addEventListener("click", () => act(name));
    return button;
  });
  return {
    show(current, say) {
      caption.textContent = say("data");
      made.forEach((button, index) => {
        const pressed = names[index] === current;
        button.setAttribute("aria-pressed", pressed);
        button.style.fontWeight = pressed ? "700" : "400";
        button.style.background = pressed ? "rgba(128,128,128,.4)" : "transparent";
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
      if (tick !== 0 && tick > this.least && tick < this.most) {
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

// ---------------------------------------------------------------------------------------------------- entry

// Ask the kernel: `ask(request)` gives a promise of what Python's `answer` returned.
function asker(model) {
  const waiting = new Map();
  let last = 0;
  const hear = (message) => {
    const { keep, fail } = waiting.get(message.to) || {};
    waiting.delete(message.to);
    if (message.failed) fail?.(message.failed);
    else keep?.(message.value);
  };
  model.on("msg:custom", hear);
  const ask = (request) =>
    new Promise((keep, fail) => {
      waiting.set(++last, { keep, fail });
      model.send({ ...request, id: last });
    });
  return [ask, () => model.off("msg:custom", hear)];
}

// Keys that are pressed inside a picture belong to it: Jupyter listens on the document, before the picture's own
// parts would hear them, and would move to another cell. A part that wants keys has a function `onFigureKey`.
function keepKeys(el) {
  const hear = (event) => {
    if (!el.contains(event.target)) return;
    event.stopPropagation(); // what the browser does by itself (a slider moves) still happens
    event.target.onFigureKey?.(event);
  };
  window.addEventListener("keydown", hear, true);
  return () => window.removeEventListener("keydown", hear, true);
}

function render({ model, el }) {
  const say = speaker(model.get("labels"));
  const [ask, deaf] = asker(model);
  const speak = () => (el.lang = language() === "en" ? "en" : "zh-Hans"); // Chinese has its own shapes of : and ;
  speak();
  const made = picture(model, el, say, ask); // of the file behind this one
  const forget = onLanguage(() => {
    speak();
    made.draw();
  });
  const fade = onTheme(() => made.draw());
  const placed = onPlaced(el, () => made.draw());
  const release = keepKeys(el);
  return () => {
    forget();
    fade();
    placed();
    deaf();
    release();
    if (made.stop) made.stop();
  };
}

export default { render };
