"""Lesson 07's pictures in a real browser: walked, clicked and diagnosed, by mouse and keyboard."""

import pytest
from playwright.sync_api import expect

from .figures import Open, figure, has, speak

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETUP = "import numpy as np\nfrom lessonkit import language, planted, widgets\nlanguage.switch()"
USED = """from deeplearn_ref.backprop import (activation_backward, bce_sigmoid_backward, dense_backward, graph_backward,
                                    mlp_backward)
from deeplearn_ref.gradcheck import gradient_check
from deeplearn_ref.layers import mlp_forward
student = [{"W": np.array([[.5, -.3, .2], [-.5, .6, .1]]), "b": np.zeros(3)},
           {"W": np.array([[.7], [-.9], [-.44]]), "b": np.zeros(1)}]
batches = {"1": (np.array([[4., 5.]]), np.array([[1.]])), "3": (np.ones((3, 2)), np.ones((3, 1)))}"""


def test_a_graph_is_walked_there_and_back(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, USED, "widgets.graph(graph_backward)")
    has(page, "grads", "8 4 2 2 2 1")
    speak(page, "en")
    canvas = figure(page, "grads").locator("canvas")
    canvas.focus()
    for _ in range(5):  # three values, the gradient 1, the last node reports
        canvas.press("ArrowRight")
    expect(figure(page, "grads")).to_contain_text("a is not complete: another use has to report.")
    screenshot(page, "first-report")
    figure(page, "grads").get_by_role("button", name="next step").click()
    figure(page, "grads").get_by_role("button", name="next step").click()
    has(page, "stage", "7")
    expect(figure(page, "grads")).to_contain_text("a is complete: 8")
    expect(figure(page, "grads").get_by_role("button", name="next step")).to_be_disabled()
    screenshot(page, "walked")
    speak(page, "zh")
    figure(page, "grads").get_by_role("button", name="x · x + x").click()
    has(page, "grads", "7 1 1")
    for _ in range(5):
        figure(page, "grads").get_by_role("button", name="下一步").click()
    expect(figure(page, "grads")).to_contain_text("x 完整了：7")
    screenshot(page, "square")
    figure(page, "grads").get_by_role("button", name="relu(a + b) · b").click()
    figure(page, "grads").locator("input[type=range]").first.fill("-4")
    has(page, "grads", "0 0 0 2 1")
    for _ in range(7):
        figure(page, "grads").get_by_role("button", name="下一步").click()
    screenshot(page, "gate")


def test_a_network_is_walked_array_by_array(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    pieces = "mlp_forward, bce_sigmoid_backward, dense_backward, activation_backward"
    page = open_cells("lab", SETUP, USED, f"widgets.walk({pieces}, student, batches)")
    has(page, "stop", "X")
    speak(page, "en")
    for _ in range(10):
        figure(page, "stop").get_by_role("button", name="next step").click()
    has(page, "stop", "dZ₁")
    has(page, "shape", "(1, 3)")
    has(page, "first", "0")
    expect(figure(page, "stop")).to_contain_text("local derivative: relu′(Z₁), shape (1, 3)")
    screenshot(page, "gate")
    speak(page, "zh")
    figure(page, "stop").get_by_role("button", name="3", exact=True).click()
    has(page, "shape", "(3, 3)")
    figure(page, "stop").get_by_role("button", name="dW₁").click()
    has(page, "shape", "(2, 3)")
    expect(figure(page, "stop")).to_contain_text("上游梯度：dZ₁，形状 (3, 3)")
    screenshot(page, "weights")


def test_a_weight_shows_its_paths(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, USED, "widgets.paths(mlp_forward, bce_sigmoid_backward, mlp_backward)")
    has(page, "paths", "2")
    has(page, "yours", "−1.3584")
    has(page, "sum", "−1.3584")
    speak(page, "en")
    canvas = figure(page, "weight").locator("canvas")
    canvas.focus()
    canvas.press("ArrowRight")
    has(page, "weight", "0-0-1")
    has(page, "sum", "0")
    expect(figure(page, "weight")).to_contain_text("a gate is closed")
    screenshot(page, "closed")
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.click(
        box["x"] + box["width"] * 0.77, box["y"] + box["height"] * 0.41
    )  # from the upper unit to the output
    has(page, "weight", "2-0-0")
    has(page, "paths", "1")
    screenshot(page, "clicked")


def test_a_patient_is_diagnosed(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    pieces = "gradient_check, mlp_forward, bce_sigmoid_backward, mlp_backward"
    page = open_cells("lab", SETUP, USED, f"widgets.hunt(planted.Court({pieces}))")
    has(page, "ill", "b1 b2 b3")
    speak(page, "en")
    figure(page, "patient").get_by_role("button", name="healthy").click()
    expect(figure(page, "patient")).to_contain_text("does not explain")
    has(page, "solved", "")
    figure(page, "patient").get_by_role("button", name="2: bias averaged").click()
    has(page, "solved", "A")
    figure(page, "patient").get_by_role("button", name="B", exact=True).click()
    has(page, "ill", "")
    figure(page, "patient").get_by_role("button", name="tanh").click()
    has(page, "ill", "W1 b1 W2 b2")
    speak(page, "zh")
    figure(page, "patient").get_by_role("button", name="4：斜率取在 A 处").click()
    has(page, "solved", "AB")
    screenshot(page, "hunt")
