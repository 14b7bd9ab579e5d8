// The bug hunt: a patient, an examination, what the reader's own gradient check says array by array, a diagnosis.

function picture(model, el, say, ask) {
  const { left, right } = shell(el);
  const { patients, diagnoses } = model.get("setup");
  const state = { patient: patients[0], m: "5", hidden: "relu" };
  const solved = new Set();
  let [found, failure, verdict, asked] = [null, null, null, 0];
  const groups = [["patient", patients], ["samples", ["1", "5"]], ["hidden", ["relu", "tanh"]]].map(([key, names]) => {
    const row = add(left, "div", {}, "display:flex;gap:.4em;flex-wrap:wrap;align-items:center;padding:.15em 0");
    const caption = add(row, "span", {}, "min-width:6em");
    const field = key === "samples" ? "m" : key;
    const made = names.map((name) => {
      const button = add(row, "button", { type: "button", textContent: name }, BUTTON);
      button.addEventListener("click", () => { state[field] = name; verdict = null; request(); });
      return [name, button];
    });
    return { key, field, caption, made };
  });
  const table = add(left, "table", {}, "border-collapse:collapse;margin-top:.5em;font-variant-numeric:tabular-nums");
  const ask_row = add(right, "div", {}, "display:flex;flex-direction:column;gap:.35em;align-items:flex-start");
  const question = add(ask_row, "div", {}, "font-weight:600");
  const answers = diagnoses.map((name) => {
    const button = add(ask_row, "button", { type: "button" }, BUTTON);
    button.addEventListener("click", () => diagnose(name));
    return [name, button];
  });
  const told = status(right);

  const short = (value) => (value < 1e-6 ? value.toExponential(0) : value.toFixed(value < 0.01 ? 4 : 3)).replace("-", "−");
  function request() {
    const mine = ++asked;
    found = null;
    draw();
    ask({ ...state }).then(
      (value) => { if (mine === asked) { [found, failure] = [value, null]; draw(); } },
      (error) => { if (mine === asked) { [found, failure] = [null, error]; draw(); } },
    );
  }
  function diagnose(name) {
    const { patient } = state;
    ask({ patient, diagnosis: name }).then(
      ({ right: hit }) => {
        if (hit) solved.add(patient);
        verdict = { patient, hit };
        draw();
      },
      (error) => { failure = error; draw(); },
    );
  }
  function line(name, value, heavy) {
    const row = add(table, "tr");
    const cell = "border-bottom:1px solid currentColor;padding:.2em .8em;text-align:left" + (heavy ? ";font-weight:700" : "");
    add(row, "td", { textContent: name }, cell);
    add(row, "td", { textContent: value === null ? "" : short(value) }, cell + ";text-align:right;min-width:5em");
    const ill = value !== null && value > 1e-6;
    const sign = add(row, "td", { textContent: value === null ? "" : `${ill ? "✗" : "✓"} ${say(ill ? "ill" : "fine")}` }, cell);
    if (value !== null) sign.style.background = ill ? SHADES[1] : SHADES[0];
  }
  function draw() {
    groups.forEach(({ key, field, caption, made }) => {
      caption.textContent = say(key);
      made.forEach(([name, button]) => {
        const pressed = state[field] === name;
        button.setAttribute("aria-pressed", pressed);
        button.style.fontWeight = pressed ? "700" : "400";
        button.style.background = pressed ? "rgba(128,128,128,.4)" : "transparent";
        if (key === "patient") button.textContent = solved.has(name) ? `${name} ✓` : name;
      });
    });
    table.replaceChildren();
    const head = add(table, "tr");
    for (const text of [say("array"), "r", ""]) add(head, "th", { textContent: text }, "text-align:left;padding:.2em .8em");
    if (found) {
      found.arrays.forEach(([name, value]) => line(name, value, false));
      line(say("together"), found.all, true);
    } else if (!failure) line(say("wait"), null, false);
    table.setAttribute("aria-label", say("picture"));
    question.textContent = say("ask");
    answers.forEach(([name, button]) => (button.textContent = say(name)));
    if (failure) told.textContent = say("failed", failure);
    else if (verdict) told.textContent = say(verdict.hit ? "right" : "wrong", { patient: verdict.patient, done: solved.size, count: patients.length });
    else told.textContent = "";
    el.dataset.patient = state.patient;
    el.dataset.solved = [...solved].sort().join("");
    if (found) el.dataset.ill = found.arrays.filter(([, value]) => value > 1e-6).map(([name]) => name).join(" ");
  }
  request();
  return { draw };
}
