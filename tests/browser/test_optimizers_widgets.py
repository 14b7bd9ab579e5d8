"""Lesson 10's pictures in a real browser: a heavy ball, a race, a schedule, by mouse and keyboard."""

import pytest
from playwright.sync_api import Locator, Page, expect

from .figures import Open, speak

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETUP = "import numpy as np\nfrom lessonkit import language, widgets\nlanguage.switch()"
STEPS = """def momentum(p, g, state, rate, beta=0.9):
    v = beta * state.get("v", 0) + g
    return p - rate * v, {"v": v}
def plain(p, g, state, rate):
    return p - rate * g, state
def schedule(kind, lr0, step, **kw):
    return lr0 if kind == "constant" else lr0 * kw.get("gamma", 1) ** (step // kw.get("every", 1))"""


def figure(page: Page, name: str) -> Locator:
    return page.locator(f"div[data-{name}]")


def has(picture: Locator, name: str, value: str) -> None:
    expect(picture).to_have_attribute(f"data-{name}", value, timeout=15_000)


def test_balls_race_and_rest(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells(
        "lab", SETUP, STEPS,
        "widgets.heavy_ball(momentum)", "widgets.race(momentum, plain, plain, plain)", "widgets.schedule(schedule)",
    )  # fmt: skip
    speak(page, "en")
    ball, race = figure(page, "surface").nth(0), figure(page, "surface").nth(1)

    # by the formula of the text: 16 steps with β = 0.5, and a walk that flies off without a velocity
    has(ball, "arrived", "plain:55 momentum:93")
    ball.locator("input[type=range]").nth(2).fill("0.5")
    has(ball, "arrived", "plain:55 momentum:16")
    ball.locator("input[type=range]").nth(2).fill("0")
    expect(ball).to_contain_text("flies off", timeout=15_000)

    race.get_by_role("button", name="saddle").click()
    has(race, "surface", "saddle")
    race.locator("canvas").click(position={"x": 200, "y": 100})
    has(race, "start", "0.00 0.75")
    race.locator("canvas").press("ArrowDown")
    has(race, "start", "0.00 0.65")
    speak(page, "zh")
    expect(race).to_contain_text("普通梯度下降")
    has(race, "state", "done")
    screenshot(page, "race")

    choice = figure(page, "kind")
    has(choice, "fate", "restless")
    choice.get_by_role("button", name="阶梯").click()
    has(choice, "kind", "step")
    has(choice, "fate", "deep")
    expect(choice).to_contain_text("停在了深谷。")
    for _ in range(2):
        choice.locator("canvas").press("ArrowLeft")
    has(choice, "start", "1.90")
    has(choice, "fate", "shallow")
    screenshot(page, "schedule")
