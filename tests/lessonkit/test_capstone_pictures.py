"""Pictures of lesson 13: glyphs, edges of the paper, what they show; the last page names every function of the course."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder import exercises
from autograder.authoring.pictures.capstone import FIVE, PICTURES
from deeplearn_ref.data import make_glyphs
from lessonkit import plots, widgets
from lessonkit.plots.capstone import GLYPHS, ink

ROOT = Path(__file__).resolve().parents[2]
HISTORY = {"train_loss": [1.0, 0.4, 0.1], "val_loss": [1.1, 0.7, 0.9], "val_accuracy": [0.5, 0.8, 0.7], "best_epoch": 1}
ERRORS = {"four numbers": [0.04, 0.02], "softmax regression": [0.5, 0.3], "two hidden layers": [0.3, 0.08]}
RNG = np.random.default_rng(3)
W = RNG.normal(size=(12, 5))
DRAWINGS: dict[str, Callable[[], Any]] = {
    **PICTURES,
    "fit_curves": lambda: plots.fit_curves({"softmax regression": HISTORY, "mine": {**HISTORY, "best_epoch": None}}),
    "weight_images": lambda: plots.weight_images(W, (3, 4), 8, columns=4),
    "learning_curves": lambda: plots.learning_curves([100, 1000], ERRORS),
    "image_row": lambda: plots.image_row(np.eye(8)[None].repeat(3, axis=0), ["3 → 2", "9 → 1", "6 → 0"]),
    "no_image": lambda: plots.image_row(np.empty((0, 8, 8)), []),
}


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_every_character_has_a_glyph_and_nothing_is_cut_off(
    name: str, language: str, drawn_whole: Callable[..., None]
) -> None:
    drawn_whole(DRAWINGS[name], language)


def test_the_gallery_shows_each_kind_in_its_row() -> None:
    images, labels = make_glyphs(60, np.random.default_rng(5))
    figure = plots.glyph_gallery(images, labels, each=3)
    shown = [np.asarray(ax.images[0].get_array()) for ax in figure.axes if ax.images]
    assert len(shown) == 5 * 3
    for place, image in enumerate(shown):
        (index,) = np.flatnonzero((images == image).all(axis=(1, 2)))
        assert labels[index] == place // 3


def test_the_ink_of_a_level_stroke_is_as_wide_as_the_pen() -> None:
    """A stroke from (8, 16) to (24, 16): centers of cells within 2 above and below, rounded ends beside it."""
    black = ink([[(8, 16), (24, 16)]], 2.0)
    assert black[:, 16].tolist() == [0] * 14 + [1] * 4 + [0] * 14
    assert black[15].tolist() == [0] * 6 + [1] * 20 + [0] * 6
    assert black[:13].sum() == 0


def test_blocks_count_the_ink_above_them() -> None:
    left, right = plots.blocks(FIVE).axes
    black, counts = (np.asarray(ax.images[0].get_array()) for ax in (left, right))
    assert counts.shape == (8, 8)
    assert counts.sum() == black.sum()
    assert counts[3, 2] == black[12:16, 8:12].sum()
    assert (counts == 16).sum() > 1  # the caption asks for blocks that are all black
    assert [text.get_text() for text in right.texts] == [str(count) for count in counts.ravel()]


def test_weights_are_one_image_a_unit_and_share_a_scale() -> None:
    axes = [ax for ax in plots.weight_images(W, (3, 4), 8).axes if ax.images]
    assert len(axes) == 5  # there are only five units
    for unit, ax in enumerate(axes):
        np.testing.assert_array_equal(np.asarray(ax.images[0].get_array()), W[:, unit].reshape(3, 4))
    limits = {ax.images[0].get_clim() for ax in axes}
    assert len(limits) == 1
    low, high = limits.pop()
    assert low == -high


def test_a_power_law_is_straight_on_log_log_axes_only() -> None:
    sizes = [100, 200, 400, 800]
    figure = plots.learning_curves(sizes, {"law": [3 * m**-0.5 for m in sizes]})
    bends = []
    for ax in figure.axes:
        points = ax.transData.transform(np.asarray(ax.lines[0].get_xydata()))
        slopes = np.diff(points[:, 1]) / np.diff(points[:, 0])
        bends.append(np.ptp(slopes) / abs(slopes.mean()))
    assert bends[0] < 1e-6
    assert bends[1] > 0.5


def test_the_best_epoch_is_marked_on_both_curves() -> None:
    losses, right = plots.fit_curves({"net": HISTORY}).axes
    for ax, value in ((losses, 0.7), (right, 0.8)):
        (mark,) = [line for line in ax.lines if line.get_marker() == "s"]
        assert np.ravel(mark.get_xydata()).tolist() == [1, value]


def test_cells_of_the_confusion_matrix_open_the_images_they_count() -> None:
    images, labels = np.arange(6).reshape(6, 1, 1) / 5, np.array([0, 0, 1, 1, 2, 2])
    predicted = np.array([0, 1, 1, 1, 0, 2])
    matrix = [[1, 1, 0], [0, 2, 0], [1, 0, 1]]
    figure = widgets.confusions(matrix, images, labels, predicted, ["a", "b", "c"])
    opened = [[round(5 * image[0] / 255) for image in cell] for cell in figure.setup["images"]]
    assert opened == [[0], [1], [], [], [2, 3], [], [4], [], [5]]
    assert figure.setup["matrix"] == matrix
    assert figure.setup["start"] == [0, 1]  # the first of the most frequent mistakes
    figure.close()
    with pytest.raises(ValueError, match=r"\(3, 3\)"):
        widgets.confusions([[1, 0], [0, 1]], images, labels, predicted, ["a", "b", "c"])


def test_every_glyph_has_a_name_in_the_picture() -> None:
    figure = widgets.confusions(np.eye(5, dtype=int), np.zeros((5, 2, 2)), range(5), range(5), GLYPHS)
    assert {f"name_{name}" for name in GLYPHS} <= set(figure.labels)
    figure.close()


def _answers(figure: Any, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    figure.send = sent.append
    for number, request in enumerate(requests):
        figure._handle_custom_msg({"id": number, **request}, [])
    figure.close()
    return sent


def test_what_is_drawn_reaches_the_readers_classifier() -> None:
    seen: list[np.ndarray] = []

    def predict_proba(X: np.ndarray) -> np.ndarray:
        seen.append(X)
        return np.full((1, 10), X.sum() / 64)

    image = [0.0] * 63 + [1.5]
    (got,) = _answers(widgets.drawing(predict_proba, np.zeros((2, 64)), [3, 4]), {"image": image})
    assert seen[-1].shape == (1, 64)
    assert seen[-1][0, -1] == 1.0  # brighter than white is white
    assert got["value"]["p"] == [1 / 64] * 10


def test_a_classifier_that_fails_is_told_and_a_missing_one_asked_for() -> None:
    def stub(X: np.ndarray) -> np.ndarray:
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        widgets.drawing(stub, np.zeros((1, 64)), [0])
    (flat,) = _answers(widgets.drawing(lambda X: np.ones(10) / 10, np.zeros((1, 64)), [0]), {"image": [0.0] * 64})
    assert "(10,)" in flat["failed"]["message"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_last_page_maps_every_name_of_the_course(language: str) -> None:
    text = (ROOT / "lessons/13_capstone.py").read_text("utf-8")
    page = text[text.index("# ## 9. The last page") :]
    cells = re.findall(
        rf'# %% \[markdown\] lang="{language}"\n(.*?)(?=# %%|\Z)', '# %% [markdown] lang="en"\n' + page, re.S
    )
    first = {
        name
        for cell in cells
        for row in re.findall(r"^# \| (.*?) \|", cell, re.M)
        for name in re.findall(r"`(\w+)`", row)
    }
    asked = {
        name.rpartition(".")[2]
        for slug in exercises.slugs()
        for e in exercises.lesson(slug).exercises
        for name in e.names
    }
    assert len(asked) > 100
    assert asked <= first, asked - first
