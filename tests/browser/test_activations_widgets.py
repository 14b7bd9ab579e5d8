"""Lesson 02's pictures in a real browser: a tangent dragged and leaked, a hat built, by mouse and keyboard."""

import pytest
from playwright.sync_api import expect

from .figures import Open, figure, has

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETUP = "import numpy as np\nfrom lessonkit import language, widgets\nlanguage.switch()"
CURVES = """def leaky(z, alpha):
    return np.where(z > 0, z, alpha * z)
def leaky_slope(z, alpha):
    return np.where(z > 0, 1.0, alpha)
tangents = widgets.tangent(tanh=(np.tanh, lambda z: 1 - np.tanh(z) ** 2), leaky_relu=(leaky, leaky_slope))"""
HAT = "widgets.hat(linear=lambda z: z, relu=lambda z: np.maximum(z, 0))"


def test_a_tangent_is_dragged_and_leaks(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, CURVES, "tangents")
    has(page, "slope", "0.4200")  # of tanh at 1
    canvas = figure(page, "slope").locator("canvas")
    box = canvas.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 100, steps=4)
    page.mouse.up()
    has(page, "z", "0.00")
    has(page, "slope", "1.0000")
    for _ in range(20):
        canvas.press("ArrowLeft")
    has(page, "z", "-2.00")
    page.locator(".deeplearn-language input[value=zh]").check()
    expect(figure(page, "slope")).to_contain_text("斜率：0.0707")
    figure(page, "slope").locator("input[type=range]").fill("2")
    has(page, "curve", "leaky_relu")
    has(page, "value", "-4.0000")
    has(page, "slope", "2.0000")
    screenshot(page, "tangent")


def test_a_hat_is_built(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("notebook", SETUP, HAT)
    has(page, "far", "2.00")  # the line (x + 1) / 2 at x = 3
    page.locator(".deeplearn-language input[value=en]").check()
    canvas = figure(page, "far").locator("canvas")
    canvas.focus()
    canvas.press("ArrowRight")
    has(page, "activation", "relu")
    for number, weight in enumerate(("1", "-2", "1")):
        figure(page, "far").locator("input[type=range]").nth(number).fill(weight)
    has(page, "far", "0.00")
    expect(figure(page, "far")).to_contain_text("That is the hat.")
    screenshot(page, "hat")
