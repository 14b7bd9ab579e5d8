"""Lesson 11's pictures in a real browser: degrees, masks and epochs, by mouse and keyboard."""

import pytest
from playwright.sync_api import expect

from .figures import Open, figure, has, speak

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETUP = "import numpy as np\nfrom lessonkit import language, widgets\nlanguage.switch()"
POINTS = """rng = np.random.default_rng(4)
def measured(x):
    return np.sin(1.5 * np.pi * x) + rng.normal(0, 0.3, len(x))
x = np.linspace(-1, 1, 12)
samples = [measured(x) for _ in range(6)]
x_new = np.sort(rng.uniform(-1, 1, 40))
widgets.polynomial(x, samples, x_new, measured(x_new))"""
MASKS = """def mask(shape, drop_rate, rng):
    return rng.random(shape) >= drop_rate
widgets.thinned(mask)"""
RUNS = """def forward(X, params, names):
    return 1 / (1 + np.exp(-X @ params)), []
def run(w):
    lost = np.linspace(0.7, 0.1, 60)
    return {"train": lost, "val": lost + w * np.linspace(-0.1, 0.5, 60) ** 2,
            "params": [np.array([[w * k], [0.0]]) for k in range(61)]}
X = np.random.default_rng(0).normal(size=(80, 2))
widgets.overfitting(forward, {"plain": run(2.0), "dropout": run(0.5)}, X, (X[:, :1] > 0).astype(float))"""


def test_lesson_11s_pictures(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, POINTS, MASKS, RUNS)
    speak(page, "en")
    points = figure(page, "degree")
    points.locator("input[type=range]").fill("5")
    has(page, "fresh", "0.123")
    expect(points).to_contain_text("free numbers: 6")
    for _ in range(6):
        points.locator("canvas").first.press("ArrowRight")
    has(page, "degree", "11")
    has(page, "used", "0.000")
    has(page, "seen", "8")
    points.get_by_role("button", name="new noise").click()
    has(page, "sample", "1")

    masks = figure(page, "rate")
    has(page, "masks", "1")
    masks.get_by_role("button", name="200 masks").click()
    has(page, "masks", "201")
    masks.locator("canvas").press("Space")
    has(page, "masks", "202")
    masks.locator("canvas").press("ArrowRight")
    has(page, "rate", "0.55")
    masks.locator("input[type=range]").fill("0")
    has(page, "weights", "100.0")
    expect(masks).to_contain_text("36 of 36")

    epochs = figure(page, "run")
    has(page, "epoch", "0")
    epochs.locator("canvas").first.press("ArrowRight")
    has(page, "epoch", "1")
    has(page, "val", "0.720")
    epochs.get_by_role("button", name="dropout").click()
    has(page, "val", "0.705")
    epochs.get_by_role("button", name="play").click()
    has(page, "epoch", "50")
    expect(epochs).to_contain_text("after 60 epochs")
    speak(page, "zh")
    expect(points).to_contain_text("可以自由挑选的数：12 个")
    expect(masks).to_contain_text("留下的单元：12 / 12")
    expect(epochs).to_contain_text("暂退法")
    screenshot(page, "regularization")
