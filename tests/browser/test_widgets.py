"""The interactive pictures in a real browser: moved by mouse and keyboard, in both languages."""

import pytest
from playwright.sync_api import Locator, Page, expect

from .figures import Open, speak

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETUP = "from lessonkit import language, widgets\nlanguage.switch()"
FIT = """from lessonkit import data
import numpy as np
def fit(X, y, max_epochs=100):
    w, b, errors = np.zeros(X.shape[1]), 0.0, []
    while len(errors) < max_epochs and (not errors or errors[-1]):
        wrong = 0
        for x, label in zip(X, y):
            change = label - (x @ w + b > 0)
            w, b, wrong = w + change * x, b + change, wrong + bool(change)
        errors.append(int(wrong))
    return {"w": w, "b": b, "errors": errors}
widgets.training(fit)"""


def figure(page: Page) -> Locator:
    return page.locator("div[data-right], div[data-z], div[data-epoch]").first


def value(page: Page, name: str) -> float:
    return float(figure(page).get_attribute(f"data-{name}") or "nan")


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag on the canvas; places are shares of its width and height."""
    box = figure(page).locator("canvas").first.bounding_box()
    assert box is not None
    at = [(box["x"] + p * box["width"], box["y"] + q * box["height"]) for p, q in (start, end)]
    page.mouse.move(*at[0])
    page.mouse.down()
    page.mouse.move(*at[1], steps=6)
    page.mouse.up()


@pytest.mark.parametrize("app", ["lab", "notebook"])
def test_boundary_is_dragged_turned_by_keys_and_slid(open_cells: Open, app: str, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells(app, SETUP, "widgets.boundary(gate='and')")
    assert value(page, "right") == 3
    drag(page, (0.563, 0.768), (0.95, 0.60))  # the handle below, outward: the line leaves (1, 0) on the other side
    expect(figure(page)).to_have_attribute("data-right", "4")
    speak(page, "zh")
    screenshot(page, f"boundary-{app}")
    expect(figure(page)).to_contain_text("类别 1")
    page.get_by_role("button", name="XOR").click()
    assert value(page, "right") <= 3
    canvas = figure(page).locator("canvas").first
    before = figure(page).locator("output").all_inner_texts()
    canvas.focus()
    canvas.press("ArrowUp")
    canvas.press("ArrowRight")
    assert figure(page).locator("output").all_inner_texts() != before
    slider = figure(page).locator("input[type=range]").nth(2)
    slider.click()
    slid = figure(page).locator("output").nth(2).inner_text()
    slider.press("ArrowLeft")
    assert figure(page).locator("output").nth(2).inner_text() != slid
    slider.fill("3")
    assert figure(page).locator("output").nth(2).inner_text() == "3"


def test_neuron_says_what_its_numbers_give(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, "widgets.neuron()")
    for number, to in enumerate(("2", "-1", "0.5", "1.5", "1")):
        figure(page).locator("input[type=range]").nth(number).fill(to)
    assert value(page, "z") == 2 * 1.5 - 1 * 1 + 0.5
    speak(page, "en")
    expect(figure(page)).to_contain_text("output 1")
    speak(page, "zh")
    expect(figure(page)).to_contain_text("输出 1")
    screenshot(page, "neuron")


def test_training_steps_through_the_readers_own_function(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, FIT)
    speak(page, "en")
    for _ in range(3):
        page.get_by_role("button", name="next epoch").click()
    assert value(page, "epoch") == 3
    expect(figure(page)).to_contain_text("epoch 3, mistakes made on the way: 3")
    page.get_by_role("button", name="play").click()
    expect(figure(page)).to_have_attribute("data-epoch", "6", timeout=10_000)
    expect(figure(page)).to_contain_text("done")
    page.get_by_role("button", name="XOR").click()
    assert value(page, "epoch") == 0
    screenshot(page, "training")
