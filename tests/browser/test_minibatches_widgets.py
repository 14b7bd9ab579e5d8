"""Lesson 09's pictures in a real browser: cut, raced and scattered, by mouse and keyboard."""

import pytest
from playwright.sync_api import expect

from .figures import Open, figure, has, speak

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETUP = "import numpy as np\nfrom lessonkit import language, widgets\nlanguage.switch()"
APART = """def scissors(X, y, batch_size, rng=None, shuffle=True, drop_last=False):
    first, second = rng.permutation(len(X)), rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        yield X[first[start : start + batch_size]], y[second[start : start + batch_size]]"""
COURSE = """from deeplearn_ref.data import make_circles
from deeplearn_ref.initializers import init_params
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.minibatch import gradient_noise, iterate_minibatches, minibatch_gradients, sgd_epoch
X, y = make_circles(1000, rng=np.random.default_rng(0))
names, net = ["relu", "relu", "sigmoid"], init_params([2, 16, 16, 1], np.random.default_rng(0))"""


def test_an_epoch_is_cut_by_slider_and_keys(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, COURSE, "widgets.epoch_cut(iterate_minibatches)")
    speak(page, "en")
    has(page, "sizes", "4 4 3")
    cut = figure(page, "sizes")
    expect(cut).to_contain_text("Every sample came once, with its own label.")
    before = cut.get_attribute("data-cut")
    cut.locator("canvas").press("ArrowDown")
    has(page, "epoch", "2")
    expect(cut).not_to_have_attribute("data-cut", before or "")
    cut.locator("canvas").press("ArrowRight")
    has(page, "sizes", "5 5 1")
    cut.get_by_role("checkbox").nth(1).check()
    has(page, "sizes", "5 5")
    expect(cut).to_contain_text("Not seen:")
    cut.get_by_role("checkbox").first.uncheck()
    has(page, "missing", "11")
    speak(page, "zh")
    expect(cut).to_contain_text("没有来的：11。")
    screenshot(page, "cut")


def test_samples_with_foreign_labels_are_named(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, APART, "widgets.epoch_cut(scissors)")
    speak(page, "en")
    has(page, "sizes", "4 4 3")
    expect(figure(page, "sizes")).to_contain_text("With a label that is not theirs:")
    assert int(figure(page, "foreign").get_attribute("data-foreign") or 0) > 1
    screenshot(page, "apart")


def test_batch_sizes_race(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, COURSE, "widgets.batch_race(sgd_epoch, mlp_forward, net, names, X, y)")
    speak(page, "en")
    has(page, "loss", "0.688")
    race = figure(page, "loss")
    race.get_by_role("button", name="Train").click()
    has(page, "epochs", "30")
    has(page, "updates", "30")
    race.locator("canvas").first.press("ArrowDown")
    race.locator("canvas").first.press("ArrowDown")
    has(page, "size", "32")
    has(page, "epochs", "0")
    race.locator("canvas").first.press("ArrowRight")
    has(page, "updates", "32")
    race.get_by_role("button", name="Train").click()
    has(page, "updates", "960")
    race.get_by_role("button", name="updates").click()
    has(page, "axis", "updates")
    speak(page, "zh")
    expect(race).to_contain_text("更新 960 次")
    screenshot(page, "race")
    race.get_by_role("button", name="重新开始").click()
    has(page, "epochs", "0")


def test_a_cloud_shrinks(open_cells: Open, screenshot) -> None:  # type: ignore[no-untyped-def]
    page = open_cells("lab", SETUP, COURSE, "widgets.gradient_cloud(minibatch_gradients, gradient_noise)")
    speak(page, "en")
    has(page, "radius", "0.725")
    cloud = figure(page, "radius")
    cloud.locator("canvas").press("ArrowRight")
    cloud.locator("canvas").press("ArrowRight")
    has(page, "size", "16")
    has(page, "radius", "0.362")
    before = cloud.get_attribute("data-spread")
    cloud.get_by_role("button", name="Draw again").click()
    expect(cloud).not_to_have_attribute("data-spread", before or "")
    cloud.locator("input[type=range]").fill("8")
    has(page, "spread", "0.000")
    speak(page, "zh")
    expect(cloud).to_contain_text("方向与星号相反的：200 个里有 0 个")
    screenshot(page, "cloud")
