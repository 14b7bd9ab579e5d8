// Candidates that all throw coins. The rule of the reader chooses one of them; where it stands on the set by which it
// was chosen and where it stands on a fresh set are drawn below each other.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const { counts, sizes } = model.get("setup");
  const [WIDE, HIGH] = [520, 300];
  const BINS = 50;
  let [many, size, found, failure, asked, drawn] = [3, 1, null, null, 0, 0];
  let sum = { n: 0, val: 0, test: 0 };
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${WIDE}px;height:${HIGH}px;max-width:100%`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [WIDE * ratio, HIGH * ratio];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const bar = (values, act) => {
    const line = add(right, "label", {}, "display:grid;grid-template-columns:10em 8em 3em;align-items:center;gap:.5em");
    const name = add(line, "span");
    const input = add(line, "input", { type: "range", min: 0, max: values.length - 1, step: 1 });
    const value = add(line, "output", {}, "font-variant-numeric:tabular-nums;text-align:right");
    input.addEventListener("input", () => act(Number(input.value)));
    return [name, input, value];
  };
  const bars = [bar(counts, (at) => change(at, size)), bar(sizes, (at) => change(many, at))];
  const again = add(right, "button", { type: "button" }, `${BUTTON};align-self:flex-start`);
  again.addEventListener("click", () => request());
  const told = status(right);
  told.style.minHeight = "4.5em";
  const mean = add(right, "div", {}, "min-height:3em");
  const key = add(right, "div", {}, "opacity:.85;white-space:pre-line");

  function change(toMany, toSize) {
    many = Math.max(0, Math.min(counts.length - 1, toMany));
    size = Math.max(0, Math.min(sizes.length - 1, toSize));
    sum = { n: 0, val: 0, test: 0 };
    request();
  }
  function request() {
    const mine = ++asked;
    ask({ count: counts[many], size: sizes[size] }).then(
      (got) => {
        if (mine !== asked) return;
        [found, failure] = [got, null];
        sum = { n: sum.n + 1, val: sum.val + got.val[got.winner], test: sum.test + got.test[got.winner] };
        drawn += 1;
        draw();
      },
      (error) => { if (mine === asked) { [found, failure] = [null, error]; draw(); } },
    );
    draw();
  }
  const px = (share) => 20 + share * (WIDE - 40);
  function panel(values, ground, title, colour, ink) {
    const high = 78;
    pen.strokeStyle = pen.fillStyle = ink;
    pen.lineWidth = 1;
    pen.globalAlpha = 0.6;
    pen.beginPath();
    pen.moveTo(px(0), ground);
    pen.lineTo(px(1), ground);
    pen.stroke();
    pen.font = "12px sans-serif";
    pen.textAlign = "center";
    for (const share of [0, 0.25, 0.5, 0.75, 1]) pen.fillText(number(share), px(share), ground + 15);
    pen.globalAlpha = 1;
    pen.textAlign = "left";
    pen.font = "13px sans-serif";
    pen.fillText(title, px(0), ground - high - 14);
    const bins = new Array(BINS + 1).fill(0);
    for (const value of values) bins[Math.round(value * BINS + 1e-6)] += 1;
    const most = Math.max(...bins);
    const wide = (px(1) - px(0)) / BINS;
    pen.globalAlpha = 0.45;
    pen.fillStyle = ink;
    bins.forEach((amount, bin) => {
      const tall = (amount / most) * high;
      if (amount) pen.fillRect(px(bin / BINS) - wide / 2 + 0.5, ground - tall, wide - 1, tall);
    });
    pen.globalAlpha = 1;
    const at = px(values[found.winner]);
    pen.fillStyle = colour;
    pen.beginPath();
    pen.moveTo(at, ground);
    pen.lineTo(at - 8, ground - 16);
    pen.lineTo(at + 8, ground - 16);
    pen.fill();
    pen.strokeStyle = ink;
    pen.closePath();
    pen.stroke();
  }
  function draw() {
    const ink = getComputedStyle(canvas).color;
    pen.clearRect(0, 0, WIDE, HIGH);
    const shown = [[say("count"), many, String(counts[many])], [say("size"), size, String(sizes[size])]];
    bars.forEach(([name, input, value], index) => {
      [name.textContent, input.value, value.textContent] = shown[index];
    });
    again.textContent = say("again");
    key.textContent = say("key");
    Object.assign(el.dataset, { candidates: counts[many], size: sizes[size], draws: drawn });
    if (failure) {
      [told.textContent, mean.textContent] = [say("failed", failure), ""];
      return;
    }
    if (!found) return;
    panel(found.val, 112, say("val"), COLOURS[1], ink);
    panel(found.test, 250, say("test"), COLOURS[0], ink);
    pen.fillStyle = ink;
    pen.globalAlpha = 0.7;
    pen.textAlign = "center";
    pen.font = "12px sans-serif";
    pen.fillText(say("share"), WIDE / 2, HIGH - 8);
    pen.globalAlpha = 1;
    const [val, test] = [found.val[found.winner].toFixed(2), found.test[found.winner].toFixed(2)];
    told.textContent = say("told", { winner: found.winner + 1, all: counts[many], val, test });
    const [onVal, onTest] = [sum.val, sum.test].map((total) => (total / sum.n).toFixed(3));
    mean.textContent = sum.n ? say("mean", { n: sum.n, val: onVal, test: onTest }) : ""; // none until the kernel has answered
    canvas.setAttribute("aria-label", `${say("picture")} ${told.textContent}`);
    Object.assign(el.dataset, { val, test });
  }
  canvas.onFigureKey = (event) => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1], " ": [0, 0] }[event.key];
    if (!by) return;
    event.preventDefault();
    if (event.key === " ") request();
    else change(many + by[0], size + by[1]);
  };
  request();
  return { draw };
}
