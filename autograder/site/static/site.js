// Formulas, and the lessons that the reader has ticked as finished. The language switch is switch.js.
(() => {
  renderMathInElement(document.querySelector("main"), {
    delimiters: [
      { left: "$$", right: "$$", display: true },
      { left: "$", right: "$", display: false },
    ],
    throwOnError: false,
    errorColor: "#c0392b",
  });
  // What scrolls sideways can be reached with the keyboard.
  for (const formula of document.querySelectorAll(".katex-display, .wide-table")) formula.tabIndex = 0;

  const KEY = "course-finished";
  const boxes = [...document.querySelectorAll("[data-done]")];
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || [];
    } catch {
      return [];
    }
  };
  const progress = document.querySelector("#progress");
  const told = progress?.querySelector("[data-words]").innerHTML;
  function show() {
    const finished = read();
    for (const box of boxes) box.checked = finished.includes(box.dataset.done);
    if (progress) {
      const done = boxes.filter((box) => box.checked).length;
      progress.hidden = false;
      progress.querySelector("progress").value = done;
      progress.querySelector("[data-words]").innerHTML = told.replaceAll("{done}", done).replaceAll("{all}", boxes.length);
    }
  }
  for (const box of boxes) {
    box.addEventListener("change", () => {
      const others = read().filter((slug) => slug !== box.dataset.done);
      try {
        localStorage.setItem(KEY, JSON.stringify(box.checked ? [...others, box.dataset.done] : others));
      } catch {}
      show();
    });
  }
  show();
})();
