"""Lesson 12's pictures in a real browser: patience and min_delta dragged, coins chosen, by mouse and keyboard."""

import pytest
from playwright.sync_api import expect

from .figures import Open, figure, has, speak

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETUP = """import numpy as np
from lessonkit import language, widgets
language.switch()
def rule(losses, patience, min_delta=0.0):
    best, at, wait = np.inf, None, 0
    for epoch, loss in enumerate(losses):
        if loss < best - min_delta:
            best, at, wait = loss, epoch, 0
        else:
            wait += 1
            if wait >= patience:
                break
    return epoch, at
def choose(results):
    return min(results, key=lambda result: result["val_loss"])["name"]"""
STOPPING = """V = np.array([0.5, 0.4, 0.3, 0.35, 0.32, 0.29, 0.31, 0.33, 0.34, 0.2])
widgets.stopping(rule, {"1": {"train": V / 2, "val": V}, "2": {"train": V / 2, "val": V[::-1]}})"""
COINS = "widgets.selection(choose)"


def test_lesson_12s_pictures(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, STOPPING, COINS)
    speak(page, "en")
    run = figure(page, "patience")
    has(page, "last", "8")
    has(page, "best", "5")
    run.locator("input[type=range]").nth(1).fill("0.1")
    has(page, "last", "5")
    has(page, "best", "2")
    expect(run).to_contain_text("Stops after epoch 5: 6 epochs were run.")
    run.locator("input[type=range]").nth(1).fill("0")
    has(page, "best", "5")
    run.locator("canvas").press("ArrowLeft")
    has(page, "patience", "2")
    has(page, "last", "4")
    has(page, "best", "2")
    page.mouse.move(0, 0)
    box = run.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 200, box["y"] + 150)
    page.mouse.down()
    page.mouse.move(box["x"] + 216, box["y"] + 150, steps=4)
    page.mouse.up()
    has(page, "patience", "4")
    expect(run).to_contain_text("Never stops")
    run.locator("input[type=checkbox]").check()
    has(page, "future", "true")
    expect(run).to_contain_text("epoch 9, 0.200")
    run.get_by_role("button", name="run 2").click()
    has(page, "run", "2")
    has(page, "best", "0")

    coins = figure(page, "candidates")
    has(page, "draws", "1")
    coins.locator("input[type=range]").first.fill("9")
    has(page, "candidates", "1000")
    has(page, "draws", "2")
    coins.locator("canvas").press("Space")
    has(page, "draws", "3")
    coins.locator("canvas").press("ArrowUp")
    has(page, "size", "100")
    coins.get_by_role("button", name="throw all coins again").click()
    has(page, "draws", "5")
    assert float(coins.get_attribute("data-val") or 1) < 0.42
    speak(page, "zh")
    expect(run).to_contain_text("留下第 0 轮的权重")
    expect(coins).to_contain_text("新集合上答错")
    screenshot(page, "early_stopping")
