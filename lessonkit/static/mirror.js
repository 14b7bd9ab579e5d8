// Invisible: tells the kernel the state of the page's language switch, so that plots are drawn in it.
function render({ model, el }) {
  el.style.display = "none";
  const tell = () => {
    model.set("state", document.documentElement.dataset.courseLang || "both");
    model.save_changes();
  };
  const observer = new MutationObserver(tell);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-course-lang"] });
  tell();
  return () => observer.disconnect();
}
export default { render };
