"""Lesson 00's pictures in a real browser: an axis summed, two shapes that fit or not, a pixel changed."""

import pytest
from playwright.sync_api import expect

from .figures import Open, figure, has, speak

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETUP = "import numpy as np\nfrom lessonkit import language, plots, widgets\nlanguage.switch()"
GRAY = "def gray(img):\n    return img.astype(float) @ np.array([0.5, 0.25, 0.25]) / 255"


def test_a_sum_runs_along_the_chosen_axis(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, "widgets.axes()")
    has(page, "sum", "10")  # 2 + 4 + 3 + 1, down the first column
    figure(page, "sum").get_by_role("button", name="axis=1").click()
    speak(page, "zh")
    expect(figure(page, "sum")).to_contain_text("(4, 3) 变成 (4,)")
    canvas = figure(page, "sum").locator("canvas")
    canvas.focus()
    canvas.press("ArrowDown")
    has(page, "sum", "9")  # 4 + 0 + 5
    canvas.press("ArrowUp")
    canvas.press("ArrowUp")
    has(page, "sum", "10")  # round to the last sample: 1 + 1 + 8
    screenshot(page, "axes")


def test_shapes_fit_or_are_refused(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("notebook", SETUP, "widgets.broadcast()")
    has(page, "result", "(3, 3)")
    speak(page, "en")
    first, second = (figure(page, "result").get_by_role("button", name="(2,)", exact=True).nth(i) for i in (0, 1))
    first.click()
    has(page, "result", "(3, 2)")
    figure(page, "result").get_by_role("button", name="(2, 3)", exact=True).nth(1).click()
    has(page, "result", "none")
    expect(figure(page, "result")).to_contain_text("ValueError")
    second.click()
    has(page, "result", "(2,)")
    expect(figure(page, "result")).to_contain_text("alike")
    screenshot(page, "broadcast")


def test_a_pixel_is_changed_and_turned_gray_by_the_readers_function(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, GRAY, "widgets.pixels(plots.fruit(), gray)")
    has(page, "gray", f"{(100 + 10 + 12.5) / 255:.4f}")  # the red of the apple, (200, 40, 50)
    canvas = figure(page, "gray").locator("canvas")
    canvas.focus()
    canvas.press("ArrowLeft")
    canvas.press("ArrowLeft")
    has(page, "gray", f"{(125 + 47.5 + 47.5) / 255:.4f}")  # its highlight, (250, 190, 190)
    figure(page, "gray").locator("input").nth(2).fill("0")
    has(page, "gray", f"{(125 + 47.5) / 255:.4f}")
    speak(page, "zh")
    figure(page, "gray").get_by_role("button", name="灰度").click()
    has(page, "view", "gray")
    screenshot(page, "pixels")
