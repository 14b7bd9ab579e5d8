// Draws the formulas that Sphinx has marked; its delimiters are \( \) and \[ \].
for (const element of document.querySelectorAll(".math")) {
  const display = element.tagName === "DIV";
  const tex = element.textContent.trim().replace(/^\\[([]|\\[)\]]$/g, "");
  katex.render(tex, element, { displayMode: display, throwOnError: false, errorColor: "#c0392b" });
  if (display) element.tabIndex = 0;
}
