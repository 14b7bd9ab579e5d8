"""Lesson 13's pictures in a real browser: a confusion matrix to open, a field to write in, by mouse and keyboard."""

import pytest
from playwright.sync_api import Page, expect

from .figures import Open, figure, speak

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETUP = """import numpy as np
from lessonkit import language, widgets
language.switch()
def predict_proba(X):
    top = X.reshape(-1, 8, 8)[:, :4].sum(axis=(1, 2)) > X.reshape(-1, 8, 8)[:, 4:].sum(axis=(1, 2))
    return np.where(top[:, None], np.eye(10)[7], np.eye(10)[2])"""
MATRIX = """images = np.linspace(0, 1, 20)[:, None, None] * np.ones((20, 4, 4))
labels, predicted = np.repeat([0, 1], 10), np.array([0] * 7 + [1] * 3 + [1] * 10)
widgets.confusions([[7, 3], [0, 10]], images, labels, predicted, ["corner", "circle"])"""
FIELD = "widgets.drawing(predict_proba, np.tile([0.0, 1.0], (3, 32)), [4, 5, 6])"


def has(page: Page, mark: str, name: str, value: str) -> None:
    expect(figure(page, mark)).to_have_attribute(f"data-{name}", value, timeout=15_000)


def test_lesson_13s_pictures(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, MATRIX, FIELD)
    speak(page, "en")
    table = figure(page, "images")
    has(page, "images", "count", "3")
    expect(table).to_contain_text("3 images: corner, called circle.")
    expect(table).to_contain_text("accuracy 0.850; of 20 images 3 are wrong")
    table.locator("canvas").first.press("ArrowDown")
    has(page, "images", "row", "1")
    has(page, "images", "count", "10")
    expect(table).to_contain_text("10 images: circle, and recognized.")
    table.locator("canvas").first.press("ArrowLeft")
    expect(table).to_contain_text("Never: circle, called corner.")
    table.locator("canvas").first.click(position={"x": 112 + 31, "y": 58 + 31})
    has(page, "images", "count", "7")
    has(page, "images", "images", "7")

    field = figure(page, "strokes")
    has(page, "strokes", "said", "-1")
    expect(field).to_contain_text("Draw a digit.")
    box = field.locator("input[type=checkbox]")
    box.uncheck()
    canvas = field.locator("canvas").first
    canvas.scroll_into_view_if_needed()
    place = canvas.bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 60, place["y"] + 40)
    page.mouse.down()
    page.mouse.move(place["x"] + 220, place["y"] + 44, steps=6)
    page.mouse.up()
    has(page, "strokes", "strokes", "1")
    has(page, "strokes", "said", "7")
    expect(field).to_contain_text("It says 7, with probability 1.00.")
    thin = float(field.get_attribute("data-mass") or "0")
    box.check()
    has(page, "strokes", "fit", "true")
    assert float(field.get_attribute("data-mass") or "0") != thin  # the pen stays as wide, the stroke has grown
    canvas.press("Delete")
    has(page, "strokes", "said", "-1")
    for key in ["ArrowDown"] * 8 + [" "] + ["ArrowDown"] * 4:
        canvas.press(key)
    has(page, "strokes", "pen", "down")
    has(page, "strokes", "strokes", "1")
    box.uncheck()
    has(page, "strokes", "said", "2")
    field.get_by_role("button", name="one of the test set").click()
    expect(field).to_contain_text("Written by a person; the label is 4.")
    has(page, "strokes", "mass", "32.00")
    has(page, "strokes", "strokes", "0")

    speak(page, "zh")
    expect(field).to_contain_text("由人手写；标签是 4。")
    expect(table).to_contain_text("7 幅图像：是角，认对了。")
    screenshot(page, "capstone")
