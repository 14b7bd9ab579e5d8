// The size of the weight gradient in every layer of an untrained network, as bars on a logarithmic scale. The numbers
// come from the reader's own functions.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const { hidden: activations, schemes } = model.get("setup");
  const [WIDE, HIGH, LOW, TOP] = [460, 290, -14, 2]; // exponents of ten at the lower and the upper edge
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${WIDE}px;height:${HIGH}px;max-width:100%`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [WIDE * ratio, HIGH * ratio];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  let [hidden, scheme, seed, found, failure, asked] = [activations[0], schemes[0], 0, null, null, 0];

  const choice = (values, key, act) => {
    const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap;align-items:center");
    const caption = add(row, "span");
    const made = values.map((value) => {
      const button = add(row, "button", { type: "button", textContent: value }, BUTTON);
      button.addEventListener("click", () => { act(value); request(); });
      return button;
    });
    return (current) => {
      caption.textContent = say(key);
      made.forEach((button, i) => {
        const pressed = values[i] === current;
        button.setAttribute("aria-pressed", pressed);
        button.style.fontWeight = pressed ? "700" : "400";
        button.style.background = pressed ? "rgba(128,128,128,.4)" : "transparent";
      });
    };
  };
  const showHidden = choice(activations, "hidden", (value) => { hidden = value; });
  const showScheme = choice(schemes, "start", (value) => { scheme = value; });
  const seeds = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap;align-items:center");
  const seedName = add(seeds, "span");
  const sow = (by) => { seed = Math.max(0, seed + by); request(); };
  const less = add(seeds, "button", { type: "button" }, BUTTON);
  const more = add(seeds, "button", { type: "button" }, BUTTON);
  less.addEventListener("click", () => sow(-1));
  more.addEventListener("click", () => sow(1));
  const told = status(right);
  const key = add(right, "div", {}, "opacity:.85");

  const SMALL = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };
  const power = (exponent) => `10${[...String(exponent)].map((sign) => SMALL[sign]).join("")}`;
  const scientific = (value) => {
    if (!value) return "0";
    if (value >= 0.01 && value < 1000) return String(Number(value.toPrecision(2)));
    const [digits, exponent] = value.toExponential(1).split("e");
    return `${digits}·${power(Number(exponent))}`;
  };
  function request() {
    const mine = ++asked;
    draw();
    ask({ hidden, scheme, seed }).then(
      (value) => { if (mine === asked) { [found, failure] = [value.norms, null]; draw(); } },
      (error) => { if (mine === asked) { [found, failure] = [null, error]; draw(); } },
    );
  }
  function draw() {
    const ink = getComputedStyle(canvas).color;
    const h = (exponent) => HIGH - 42 - ((exponent - LOW) / (TOP - LOW)) * (HIGH - 70);
    pen.clearRect(0, 0, WIDE, HIGH);
    pen.font = "12px sans-serif";
    pen.fillStyle = pen.strokeStyle = ink;
    for (let exponent = LOW; exponent <= TOP; exponent += 2) {
      pen.globalAlpha = 0.2;
      pen.beginPath();
      pen.moveTo(48, h(exponent));
      pen.lineTo(WIDE - 6, h(exponent));
      pen.stroke();
      pen.globalAlpha = 0.8;
      pen.fillText(power(exponent), 10, h(exponent) + 4);
    }
    pen.fillText(say("norm"), 10, 13);
    pen.textAlign = "center";
    pen.fillText(say("layer"), 48 + (WIDE - 54) / 2, HIGH - 6);
    if (found) {
      const step = (WIDE - 54) / found.length;
      found.forEach((value, at) => {
        const x = 48 + at * step;
        pen.globalAlpha = 0.8;
        pen.fillText(String(at + 1), x + step / 2, HIGH - 24);
        const height = value > 0 ? Math.max(LOW, Math.min(TOP, Math.log10(value))) : LOW;
        pen.globalAlpha = 1;
        pen.fillStyle = COLOURS[0];
        pen.fillRect(x + step * 0.18, h(height), step * 0.64, h(LOW) - h(height));
        pen.fillStyle = ink;
        if (value < 10 ** LOW) pen.fillText(value > 0 ? "↓" : say("zero"), x + step / 2, h(LOW) - 4);
      });
    }
    pen.globalAlpha = 1;
    pen.textAlign = "left";
    showHidden(hidden);
    showScheme(scheme);
    seedName.textContent = say("seed", { seed });
    less.textContent = say("less");
    more.textContent = say("more");
    less.disabled = seed === 0;
    key.textContent = say("key");
    if (failure) told.textContent = say("failed", failure);
    else if (found) {
      const [first, last] = [found[0], found.at(-1)];
      const quotient = last ? scientific(first / last) : "—";
      told.textContent = say("told", { first: scientific(first), last: scientific(last), count: found.length, quotient });
      Object.assign(el.dataset, { first: scientific(first), last: scientific(last), quotient });
    } else told.textContent = "";
    canvas.setAttribute("aria-label", `${say("picture")} ${told.textContent}`);
    Object.assign(el.dataset, { norms: hidden, scheme, seed });
  }
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    sow(by);
  };
  request();
  return { draw };
}
