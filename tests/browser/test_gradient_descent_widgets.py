"""Lesson 06's pictures in a real browser: guessed, walked and trained, by mouse and keyboard."""

import pytest
from playwright.sync_api import expect

from .figures import Open, figure, has, speak

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETUP = "import numpy as np\nfrom lessonkit import language, widgets\nlanguage.switch()"
DESCENT = """def descent(grad_fn, x0, learning_rate, n_steps):
    places = [np.array(x0, dtype=float)]
    for _ in range(n_steps):
        places.append(places[-1] - learning_rate * grad_fn(places[-1]))
    return np.stack(places)"""
FIT = """def fit(X, y, learning_rate, n_steps):
    w, b, losses = np.zeros(2), 0.0, []
    for k in range(n_steps + 1):
        z = X @ w + b
        losses.append(np.mean(np.logaddexp(0, z) - y * z))
        if k < n_steps:
            e = 1 / (1 + np.exp(-z)) - y
            w, b = w - learning_rate * X.T @ e / len(y), b - learning_rate * e.mean()
    return {"w": w, "b": b, "losses": np.array(losses)}
rng = np.random.default_rng(0)
X = np.column_stack([rng.integers(0, 8, 300), rng.uniform(0, 8, 300)])
y = (rng.random(300) < 1 / (1 + np.exp(-1.2 * (X.sum(axis=1) - 6.5)))).astype(int)"""


def test_a_ball_waits_for_a_guess_and_then_walks(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, DESCENT, "widgets.ball(descent, 'parabola')")
    speak(page, "en")
    has(page, "state", "waiting")
    ball = figure(page, "fate")
    ball.locator("canvas").focus()
    for _ in range(40):
        ball.locator("canvas").press("ArrowRight")
    has(page, "rate", "0.250")
    ball.get_by_role("button", name="fly off").click()
    has(page, "state", "done")
    has(page, "fate", "forever")
    expect(ball).to_contain_text("It was something else: bounce forever.")
    ball.get_by_role("button", name="Again").click()
    has(page, "state", "waiting")
    ball.get_by_role("button", name="bounce forever").click()
    has(page, "state", "done")
    has(page, "right", "1")
    speak(page, "zh")
    expect(ball).to_contain_text("说对：1 / 2")
    screenshot(page, "ball")


def test_a_ball_in_two_valleys(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, DESCENT, "widgets.ball(descent, 'wells')")
    speak(page, "zh")
    ball = figure(page, "fate")
    ball.get_by_role("button", name="停在浅谷").click()
    has(page, "fate", "shallow")
    expect(ball).to_contain_text("说对了：停在浅谷。")
    ball.locator("input[type=range]").first.fill("0.43")
    has(page, "rate", "0.430")
    ball.get_by_role("button", name="停在深谷").click()
    has(page, "fate", "deep")
    has(page, "right", "2")
    screenshot(page, "wells")


def test_a_walk_starts_where_the_reader_clicks(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, DESCENT, "widgets.landscape(descent)")
    speak(page, "en")
    surface = figure(page, "end")
    canvas = surface.locator("canvas")
    has(page, "start", "-0.50 -1.50")
    canvas.click(position={"x": 100, "y": 300})  # the diagonal of the net
    has(page, "start", "-0.50 -0.50")
    has(page, "end", "1.003 1.003")
    canvas.press("ArrowUp")
    has(page, "start", "-0.50 -0.40")
    expect(surface).not_to_have_attribute("data-end", "1.003 1.003")
    surface.get_by_role("button", name="long bowl").click()
    has(page, "end", "0.000 0.000")
    surface.locator("input[type=range]").first.fill("1")
    expect(surface).to_contain_text("The walk flies off.", timeout=15_000)
    screenshot(page, "landscape")


def test_a_boundary_learns(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, FIT, "widgets.learning(fit, X, y)")
    speak(page, "en")
    has(page, "loss", "0.6931")
    learning = figure(page, "loss")
    learning.get_by_role("button", name="Further").click()
    has(page, "loss", "0.5300")
    learning.get_by_role("button", name="Play").click()
    has(page, "steps", "2000")
    has(page, "loss", "0.2494")
    learning.get_by_role("checkbox").check()
    learning.get_by_role("button", name="0.5").click()
    has(page, "loss", "0.2317")
    learning.locator("canvas").first.press("ArrowLeft")
    has(page, "steps", "1000")
    speak(page, "zh")
    expect(learning).to_contain_text("判断对")
    screenshot(page, "learning")
