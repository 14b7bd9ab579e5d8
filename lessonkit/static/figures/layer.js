// The arrays of one layer as tables: sizes with sliders, one unit and one sample lit up, both conventions.

function picture(model, el, say) {
  const { left, right } = shell(el);
  const [WIDE, HIGH, CELL] = [620, 220, 24];
  let [m, nIn, nOut] = model.get("setup").sizes;
  let [unit, sample, column] = [0, 0, false];
  const canvas = add(left, "canvas", { tabIndex: 0 }, `width:${WIDE}px;height:${HIGH}px;max-width:100%`);
  canvas.setAttribute("role", "img");
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [WIDE * ratio, HIGH * ratio];
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  const range = { least: 1, most: 5, value: 1 };
  const sliders = [
    slider(right, { ...range, key: "samples", act: (v) => draw((m = Math.round(v))) }),
    slider(right, { ...range, key: "inputs", act: (v) => draw((nIn = Math.round(v))) }),
    slider(right, { ...range, key: "units", act: (v) => draw((nOut = Math.round(v))) }),
  ];
  const row = add(right, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap");
  const button = (act) => {
    const made = add(row, "button", { type: "button" }, BUTTON);
    made.addEventListener("click", () => draw(act()));
    return made;
  };
  const nextUnit = button(() => (unit = (unit + 1) % nOut));
  const nextSample = button(() => (sample = (sample + 1) % m));
  const other = button(() => (column = !column));
  const told = status(right);

  // name, rows, columns, which cells belong to the unit, which to the sample
  const arrays = () =>
    column
      ? [
          ["W_col", nOut, nIn, (i) => i === unit, () => false],
          ["A_col", nIn, m, () => false, (i, j) => j === sample],
          ["b_col", nOut, 1, (i) => i === unit, () => false],
          ["Z_col", nOut, m, (i) => i === unit, (i, j) => j === sample],
        ]
      : [
          ["X", m, nIn, () => false, (i) => i === sample],
          ["W", nIn, nOut, (i, j) => j === unit, () => false],
          ["b", 0, nOut, (i, j) => j === unit, () => false],
          ["Z", m, nOut, (i, j) => j === unit, (i) => i === sample],
        ];
  const shape = ([, rows, columns]) => (rows ? `(${rows}, ${columns})` : `(${columns},)`);
  // "b" has one axis: it is drawn as a row

  function draw() {
    [unit, sample] = [Math.min(unit, nOut - 1), Math.min(sample, m - 1)];
    const ink = getComputedStyle(canvas).color;
    pen.clearRect(0, 0, WIDE, HIGH);
    const shown = arrays();
    const whole = shown.reduce((sum, [, , columns]) => sum + Math.max(columns * CELL, 62), 0) + 3 * 30;
    let x = (WIDE - whole) / 2;
    shown.forEach((array, number) => {
      const [name, rows, columns, ofUnit, ofSample] = array;
      const wide = Math.max(columns * CELL, 62);
      const from = x + (wide - columns * CELL) / 2;
      const high = Math.max(rows, 1);
      const top = 95 - (high * CELL) / 2;
      for (let i = 0; i < high; i++)
        for (let j = 0; j < columns; j++) {
          const [u, s] = [ofUnit(i, j), ofSample(i, j)];
          if (s) fill(from + j * CELL, top + i * CELL, COLOURS[0], 0.4);
          if (u) fill(from + j * CELL, top + i * CELL, COLOURS[1], 0.55);
          pen.strokeStyle = ink;
          pen.lineWidth = 1;
          pen.strokeRect(from + j * CELL, top + i * CELL, CELL, CELL);
          if (u && s) {
            pen.lineWidth = 3.5;
            pen.strokeRect(from + j * CELL + 2, top + i * CELL + 2, CELL - 4, CELL - 4);
          }
        }
      pen.fillStyle = ink;
      pen.textAlign = "center";
      pen.font = "15px sans-serif";
      pen.fillText(`${name} ${shape(array)}`, x + wide / 2, 185);
      if (number < 3) pen.fillText(["@", "+", "="][number], x + wide + 15, 100);
      x += wide + 30;
    });
    [m, nIn, nOut].forEach((value, i) => sliders[i].show(value, say));
    nextUnit.textContent = say("next_unit");
    nextSample.textContent = say("next_sample");
    other.textContent = column ? say("to_rows") : say("to_columns");
    told.textContent = `${say("lit", { unit: unit + 1, sample: sample + 1 })}\n${say("weights", { count: nIn })}`;
    canvas.setAttribute("aria-label", say("picture", { shapes: shown.map((a) => `${a[0]} ${shape(a)}`).join(", ") }));
    el.dataset.shapes = shown.map(shape).join(" ");
    el.dataset.unit = unit;
    el.dataset.sample = sample;
  }
  function fill(x, y, colour, share) {
    pen.globalAlpha = share;
    pen.fillStyle = colour;
    pen.fillRect(x, y, CELL, CELL);
    pen.globalAlpha = 1;
  }
  canvas.onFigureKey = (event) => {
    const toUnit = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const toSample = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!toUnit && !toSample) return;
    event.preventDefault();
    if (toUnit) unit = (unit + toUnit + nOut) % nOut;
    else sample = (sample + toSample + m) % m;
    draw();
  };
  draw();
  return { draw };
}
