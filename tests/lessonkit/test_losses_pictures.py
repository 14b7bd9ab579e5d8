"""Pictures of lesson 04: glyphs, edges of the paper, what they compute from the reader's own functions."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.authoring.pictures.losses import PICTURES
from deeplearn_ref.activations import softmax
from deeplearn_ref.losses import binary_cross_entropy, half_squared_error, softmax_cross_entropy_with_logits
from lessonkit import widgets


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("name", PICTURES)
def test_every_character_has_a_glyph_and_nothing_is_cut_off(
    name: str, language: str, drawn_whole: Callable[..., None]
) -> None:
    drawn_whole(PICTURES[name], language)


def test_the_curves_are_minus_the_logarithm_and_half_the_square() -> None:
    left, right = PICTURES["04_curves"]().axes
    for ax, wrong in ((left, lambda p: 1 - p), (right, lambda p: p)):
        entropy, squared = ax.lines
        p = entropy.get_xdata()
        assert entropy.get_ydata() == pytest.approx([-math.log(1 - wrong(at)) for at in p])
        assert squared.get_ydata() == pytest.approx([wrong(at) ** 2 / 2 for at in p])


def _answers(figure: Any, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    figure.send = sent.append
    for number, request in enumerate(requests):
        figure._handle_custom_msg({"id": number, **request}, [])
    figure.close()
    return sent


def test_the_price_of_a_prediction_is_the_readers_own() -> None:
    yes, no = _answers(widgets.loss_curves(binary_cross_entropy, half_squared_error), {"label": 1}, {"label": 0})
    assert yes["value"]["cross_entropy"][5] == pytest.approx(2.302585, abs=1e-6)  # p = 0.1
    assert yes["value"]["half_squared"][5] == pytest.approx(0.405)
    assert no["value"]["half_squared"][50] == pytest.approx(0.5)


def test_scores_become_shares_and_a_loss() -> None:
    (told,) = _answers(
        widgets.scores(softmax_cross_entropy_with_logits, softmax), {"scores": [0.0, 0.0, 0.0], "label": 2}
    )
    assert told["value"]["shares"] == pytest.approx([1 / 3] * 3)
    assert told["value"]["loss"] == pytest.approx(math.log(3))


def test_a_missing_function_is_asked_for_and_a_broken_one_told() -> None:
    def stub(*args: object) -> None:
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        widgets.loss_curves(stub, half_squared_error)
    with pytest.raises(NotImplementedError):
        widgets.scores(stub, softmax)
    broken = widgets.scores(lambda labels, Z: np.zeros((2, 2))[5], softmax)
    (told,) = _answers(broken, {"scores": [1.0, 0.0, 0.0], "label": 0})
    assert told["failed"]["error"] == "IndexError"
