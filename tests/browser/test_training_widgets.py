"""Lesson 08's pictures in a real browser: a network in training, gradients as bars, by mouse and keyboard."""

import pytest
from playwright.sync_api import expect

from .figures import Open, figure, has, speak

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETUP = "import numpy as np\nfrom lessonkit import language, widgets\nlanguage.switch()"
USED = """from deeplearn_ref.backprop import bce_sigmoid_backward, mlp_backward
from deeplearn_ref.data import make_circles
from deeplearn_ref.initializers import init_params
from deeplearn_ref.layers import dead_unit_fraction, mlp_forward
from deeplearn_ref.metrics import gradient_norms
from deeplearn_ref.training import train_full_batch
X, y = make_circles(300, rng=np.random.default_rng(0))"""
LIVE = """widgets.live(init_params, train_full_batch, mlp_forward, X, y, schemes=["he", "zeros"], rates=[0.1, 0.5],
             dead=dead_unit_fraction)"""
NORMS = "widgets.norms(init_params, mlp_forward, bce_sigmoid_backward, mlp_backward, gradient_norms, X, y)"


def test_a_network_and_its_gradients_are_watched(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, USED, LIVE, NORMS)
    live, bars = figure(page, "live"), figure(page, "norms")
    has(page, "steps", "0")
    speak(page, "en")
    canvas = live.locator("canvas").first
    canvas.focus()
    canvas.press("ArrowRight")
    canvas.press("ArrowRight")
    has(page, "steps", "100")
    expect(live).to_contain_text("after 100 steps")
    expect(live).to_contain_text("of 20")
    live.get_by_role("button", name="play").click()
    expect(live).to_have_attribute("data-steps", "2000", timeout=60_000)
    assert float(live.get_attribute("data-accuracy") or 0) > 0.95
    screenshot(page, "trained")
    speak(page, "zh")
    live.get_by_role("button", name="zeros").click()
    has(page, "steps", "0")
    live.get_by_role("button", name="走 50 步").click()
    has(page, "steps", "50")
    expect(live).to_contain_text("损失 0.693，准确率 0.500")
    canvas.press("ArrowLeft")
    has(page, "steps", "0")

    has(page, "norms", "sigmoid")
    assert "⁻" in (bars.get_attribute("data-quotient") or "")  # far below 1
    bars.locator("canvas").press("ArrowRight")
    expect(bars).to_contain_text("种子 1")
    speak(page, "en")
    bars.get_by_role("button", name="tanh").click()
    has(page, "norms", "tanh")
    expect(bars).to_contain_text("first divided by last")
    screenshot(page, "bars")
