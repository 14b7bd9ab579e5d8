// The state of the language switch lives in <html data-course-lang> and is remembered in the browser.
(() => {
  const root = document.documentElement;
  const mine = () => document.querySelectorAll(".deeplearn-language input");
  const show = (state) => mine().forEach((input) => (input.checked = input.value === state));
  const remember = (state) => {
    root.dataset.courseLang = state;
    try {
      localStorage.setItem("course-lang", state);
      // Of a page that is opened as a file, Chromium now and then forgets what it stored when it is loaded again.
      if (location.protocol === "file:") history.replaceState({ ...history.state, courseLang: state }, "");
    } catch {}
    show(state);
  };
  let state = root.dataset.courseLang;
  try {
    state = state || localStorage.getItem("course-lang") || history.state?.courseLang;
  } catch {}
  remember(state || "both");
  if (!root.deeplearnLanguage) {
    root.deeplearnLanguage = true;
    document.addEventListener("change", (event) => {
      if (event.target.closest?.(".deeplearn-language")) remember(event.target.value);
    });
    new MutationObserver(() => show(root.dataset.courseLang)).observe(root, {
      attributes: true,
      attributeFilter: ["data-course-lang"],
    });
  }
})();
