// A plot drawn by the kernel. It is drawn again when the reader switches the language.
function render({ model, el }) {
  const image = document.createElement("img");
  image.style.maxWidth = "100%";
  let address = null;
  const show = () => {
    const before = address;
    address = URL.createObjectURL(new Blob([model.get("png")], { type: "image/png" }));
    image.src = address;
    image.alt = model.get("alt");
    if (before) URL.revokeObjectURL(before);
  };
  model.on("change:png", show);
  show();
  el.append(image);
  return () => address && URL.revokeObjectURL(address);
}
export default { render };
