"""A picture that Jupyter puts into the page only after it was drawn shows the right colours and signs from the start."""

from types import ModuleType
from typing import Any

import pytest

from autograder.authoring import stills

from .gallery import PICTURES, SETUP

pytestmark = pytest.mark.browser

LATER = """async ([module, data]) => {
    document.documentElement.dataset.courseLang = "zh";
    const model = { get: (key) => data[key], on: () => {}, off: () => {}, send: () => {} };
    const { default: { render } } = await import(URL.createObjectURL(new Blob([module], { type: "text/javascript" })));
    const picture = document.createElement("div");
    const forget = render({ model, el: picture });
    document.getElementById("here").replaceChildren(picture);
    const settle = () => new Promise((resolve) => setTimeout(resolve, 120));
    const shown = () => [...picture.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL());
    await settle();
    const first = shown();
    document.documentElement.dataset.courseLang = "en";
    await settle();
    const english = picture.lang;
    document.documentElement.dataset.courseLang = "zh";
    await settle();
    const again = shown();
    forget();
    return { first, again, languages: [english, picture.lang] };
}"""


@pytest.fixture(scope="module")
def page() -> Any:
    with stills.bare_page(1100) as page:
        page.set_content(stills.PAGE.replace("PAPER", "#ffffff").replace("INK", "#222222"))
        yield page


@pytest.fixture(scope="module")
def pictures() -> dict[str, Any]:
    """Every picture of the gallery, made in this process."""
    space = vars(ModuleType("gallery"))
    exec(SETUP, space)
    return {name: eval(call, space) for name, (call, *_) in PICTURES.items()}


@pytest.mark.parametrize("name", PICTURES)
def test_the_first_drawing_is_what_a_later_one_is(page: Any, pictures: dict[str, Any], name: str) -> None:
    """Has it the page's ink although it had no place in the page yet? And its Chinese the signs of the mainland?"""
    widget = pictures[name]
    seen = page.evaluate(LATER, [widget._esm, {"labels": widget.labels, "setup": widget.setup}])
    assert seen["first"] == seen["again"]
    assert seen["languages"] == ["en", "zh-Hans"]
