"""Pictures of lesson 02: glyphs, edges of the paper, what they compute from the reader's own functions."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.authoring.pictures.activations import PICTURES
from deeplearn_ref.activations import leaky_relu, leaky_relu_grad, relu, relu_grad, sigmoid, sigmoid_grad, softmax
from lessonkit import experiments, plots, widgets


@pytest.mark.parametrize("language", ["en", "zh", "both"])
@pytest.mark.parametrize("name", PICTURES)
def test_every_character_has_a_glyph_and_nothing_is_cut_off(
    name: str, language: str, drawn_whole: Callable[..., None]
) -> None:
    drawn_whole(PICTURES[name], language)


def test_the_error_of_a_step_is_drawn_with_a_gap_and_that_of_a_sigmoid_without() -> None:
    left, right = PICTURES["02_error"]().axes
    flat, ground, dot = left.lines
    assert set(flat.get_ydata()) == {1}
    assert set(ground.get_ydata()) == {0}
    assert flat.get_xdata()[-1] == pytest.approx(0.5)  # z = 0 there: a tie, class 0
    assert (dot.get_xdata()[0], dot.get_ydata()[0]) == (0.2, 1)
    curve, dot = right.lines
    assert dot.get_ydata()[0] == pytest.approx((1 - 1 / (1 + math.exp(0.6))) ** 2)
    assert (np.diff(curve.get_ydata()) < 0).all()


def test_the_functions_stand_above_their_slopes() -> None:
    axes = PICTURES["02_activations"]().axes
    sigmoid_slope, tanh_slope = axes[3], axes[5]
    for ax, most in ((sigmoid_slope, 0.25), (tanh_slope, 1.0)):
        assert max(max(line.get_ydata()) for line in ax.lines[2:]) == pytest.approx(most)


def test_ten_sigmoids_leave_less_than_a_quarter_each() -> None:
    (ax,) = PICTURES["02_row"]().axes
    of_sigmoid, of_tanh = (line.get_ydata() for line in ax.lines)
    assert all(share <= 0.25**count for count, share in enumerate(of_sigmoid, start=1))
    x, product = 0.5, 1.0
    for _ in range(10):  # the slopes along the way, multiplied
        x = math.tanh(x)
        product *= 1 - x**2
    assert of_tanh[-1] == pytest.approx(product, rel=1e-4)


def test_sums_without_activation_are_straight_and_of_squares_parabolas() -> None:
    linear, square, _, bent = (ax.lines[3].get_ydata() for ax in PICTURES["02_sums"]().axes)
    assert np.ptp(np.diff(linear)) == pytest.approx(0, abs=1e-12)
    assert np.ptp(np.diff(square, 2)) == pytest.approx(0, abs=1e-12)
    assert (np.abs(np.diff(bent, 2)) > 1e-6).sum() == 3  # one kink a neuron


def test_softmax_is_drawn_from_the_readers_function() -> None:
    *_, last = plots.softmax_steps([2.0, 1.0, -1.0], lambda Z: np.full(Z.shape, 0.5)).axes
    assert [bar.get_height() for bar in last.patches] == [0.5] * 3
    *_, last = plots.softmax_steps([2.0, 1.0, -1.0], softmax).axes
    assert sum(bar.get_height() for bar in last.patches) == pytest.approx(1)


def _answers(figure: Any, *requests: dict[str, Any]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    figure.send = sent.append
    for number, request in enumerate(requests):
        figure._handle_custom_msg({"id": number, **request}, [])
    figure.close()
    return sent


def test_a_tangent_has_the_readers_slope() -> None:
    figure = widgets.tangent(sigmoid=(sigmoid, sigmoid_grad), leaky_relu=(leaky_relu, leaky_relu_grad))
    soft, leak = _answers(figure, {"curve": "sigmoid", "alpha": 0.1}, {"curve": "leaky_relu", "alpha": 0.5})
    middle = 120  # of 241 places from −6 to 6
    assert soft["value"]["values"][middle] == pytest.approx(0.5)
    assert soft["value"]["slopes"][middle] == pytest.approx(0.25)
    assert leak["value"]["values"][0] == pytest.approx(-3.0)
    assert leak["value"]["slopes"][0] == pytest.approx(0.5)


def test_a_hat_can_be_built_from_three_relus_only() -> None:
    (told, straight) = _answers(
        widgets.hat(relu=relu, linear=lambda z: z), {"activation": "relu"}, {"activation": "linear"}
    )
    x = np.linspace(-3, 3, 121)
    wanted = np.maximum(1 - np.abs(x), 0)
    assert np.array([1, -2, 1]) @ np.array(told["value"]["units"]) == pytest.approx(wanted)
    lines = np.array(straight["value"]["units"])
    assert np.linalg.matrix_rank(lines, tol=1e-9) == 2  # every sum of them is one line


def test_a_missing_function_is_asked_for_and_a_broken_one_told() -> None:
    def stub(z: object, **more: object) -> None:
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        widgets.tangent(relu=(relu, stub))
    with pytest.raises(NotImplementedError):
        widgets.hat(relu=stub)
    broken = widgets.tangent(relu=(relu, lambda z: np.zeros(2)[5]), tanh=(np.tanh, relu_grad))
    (told,) = _answers(broken, {"curve": "relu", "alpha": 0.1})
    assert told["failed"]["error"] == "IndexError"
    spoiled = widgets.hat(relu=lambda z: z / np.where(z > 0, 1.0, np.nan))
    (told,) = _answers(spoiled, {"activation": "relu"})
    assert told["failed"] == {"error": "ValueError", "message": "nan or inf"}


def test_the_experiment_on_xor_tells_steep_from_wide() -> None:
    """Are the numbers of section 5 those that the cell prints, and does training lower the error?"""
    bent = {
        "sigmoid": sigmoid,
        "wide": lambda z: 2 * sigmoid(z / 2),
        "centered": lambda z: sigmoid(z) - 0.5,
        "steep": lambda z: sigmoid(4 * z),
        "tanh": np.tanh,
    }
    left = {name: experiments.xor_errors(g, sigmoid) for name, g in bent.items()}
    median = {name: round(float(np.median(errors)), 3) for name, errors in left.items()}
    assert median == {"sigmoid": 0.245, "wide": 0.249, "centered": 0.225, "steep": 0.012, "tanh": 0.002}
    learned = {name: int(np.sum(errors < 0.05)) for name, errors in left.items()}
    assert learned == {"sigmoid": 0, "wide": 0, "centered": 0, "steep": 14, "tanh": 18}
