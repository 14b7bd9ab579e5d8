"""Lesson 03's pictures in a real browser: built, lit up, stepped through and slid, by mouse and keyboard."""

import pytest
from playwright.sync_api import expect

from .figures import Open, figure, has, speak

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETUP = "import numpy as np\nfrom lessonkit import language, widgets\nlanguage.switch()"
FORWARD = """def forward(X, params, activations):
    A, caches = X, []
    for layer, name in zip(params, activations):
        Z = A @ layer["W"] + layer["b"]
        A = {"relu": np.maximum(Z, 0), "sigmoid": 1 / (1 + np.exp(-Z)), "linear": Z}[name]
        caches.append({"Z": Z, "A": A})
    return A, caches
student = [{"W": np.array([[.5, -.3, .2], [-.5, .6, .1]]), "b": np.zeros(3)},
           {"W": np.array([[.7], [-.9], [-.44]]), "b": np.zeros(1)}]"""
JOIN = """def join(xs, ys):
    slopes = np.concatenate([[0], np.diff(ys) / np.diff(xs), [0]])
    return [{"W": np.ones((1, len(xs))), "b": -xs}, {"W": np.diff(slopes)[:, None], "b": ys[:1]}]"""


def test_a_network_is_built(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, "widgets.network([2, 4, 6, 6, 4, 1])")
    has(page, "total", "117")
    speak(page, "zh")
    canvas = figure(page, "total").locator("canvas")
    canvas.focus()
    canvas.press("ArrowRight")
    canvas.press("ArrowRight")
    has(page, "chosen", "3")
    expect(figure(page, "total")).to_contain_text("每个单元有 6 个输入")
    figure(page, "total").get_by_role("button", name="增加一个").nth(1).click()
    has(page, "sizes", "2-5-6-6-4-1")
    has(page, "total", "126")  # 3 more into layer 1, 6 more into layer 2
    figure(page, "total").get_by_role("button", name="加一层").click()
    has(page, "sizes", "2-5-6-6-4-4-1")
    screenshot(page, "network")


def test_a_layer_is_lit_up_in_both_conventions(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, "widgets.layer(m=5, n_in=4, n_out=3)")
    has(page, "shapes", "(5, 4) (4, 3) (3,) (5, 3)")
    canvas = figure(page, "shapes").locator("canvas")
    canvas.focus()
    canvas.press("ArrowLeft")
    canvas.press("ArrowDown")
    has(page, "unit", "2")
    has(page, "sample", "1")
    figure(page, "shapes").get_by_role("button", name="column convention").click()
    has(page, "shapes", "(3, 4) (4, 5) (3, 1) (3, 5)")
    figure(page, "shapes").locator("input[type=range]").nth(2).fill("1")
    has(page, "shapes", "(1, 4) (4, 5) (1, 1) (1, 5)")
    has(page, "unit", "0")
    screenshot(page, "layer")


def test_a_forward_pass_is_stepped_through(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    cell = 'widgets.forward(forward, student, ["relu", "sigmoid"], [4, 5])'
    page = open_cells("lab", SETUP, FORWARD, cell)
    has(page, "output", "0.1005")
    speak(page, "en")
    for _ in range(3):
        figure(page, "stage").get_by_role("button", name="next step").click()
    has(page, "stage", "3")
    expect(figure(page, "stage")).to_contain_text("= −2.192")
    figure(page, "stage").locator("input[type=range]").nth(1).fill("3")
    has(page, "output", "0.3376")
    screenshot(page, "forward")


def test_kinks_come_closer_and_a_broken_function_is_told(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    broken = "widgets.forward(lambda *given: 1 / 0, student, ['relu', 'sigmoid'], [4, 5])"
    page = open_cells("lab", SETUP, FORWARD, JOIN, "widgets.kinks(join, forward)", broken)
    has(page, "error", "0.2105")
    figure(page, "intervals").locator("input[type=range]").fill("3")
    has(page, "intervals", "8")
    has(page, "error", "0.0704")
    figure(page, "intervals").get_by_role("button", name="double").click()
    has(page, "error", "0.0188")
    slider = figure(page, "intervals").locator("input[type=range]")
    for key, intervals in (("PageDown", "8"), ("PageDown", "4"), ("ArrowRight", "5"), ("ArrowLeft", "4")):
        slider.press(key)
        has(page, "intervals", intervals)
    figure(page, "intervals").get_by_role("button", name="a jump").click()
    has(page, "curve", "jump")
    expect(page.locator("div[data-stage]")).to_contain_text("ZeroDivisionError")
    screenshot(page, "kinks")
