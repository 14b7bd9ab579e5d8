"""Lesson 02: the catalogued mistakes give, on small probes, the numbers that were worked out for them."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from autograder.checking.cases import Misconception
from autograder.exercises.activations import wrong

NAN = math.nan
FAR = np.array([-800.0, -1.0, 0.0, 1.0, 800.0])
SLOPES = np.array([-1.0, 0.0, 2.0])
KINK = np.array([-2.0, 0.0, 3.0])
LARGE = np.array([[1000.0, 1001.0, 1002.0], [0.0, 0.0, 0.0]])
APART = np.array([[0.0, 1.0], [2000.0, 2001.0]])
SQUARE = np.array([[1.0, 2.0], [3.0, 5.0]])


def variant(catalogue: Sequence[Misconception], name: str, at: int | None = None) -> Callable[..., Any]:
    """Return a catalogued mistake; of an exercise that asks two functions, the one of number `at`."""
    (found,) = [one.variant for one in catalogue if one.name == name]
    if at is not None:
        assert isinstance(found, tuple)
        found = found[at]
    assert callable(found)
    return found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("exp_over_one_plus_exp", [0.0, 0.268941, 0.5, 0.731059, NAN]),
        ("mirrored", [1.0, 0.731059, 0.5, 0.268941, 0.0]),
    ],
)
def test_a_sigmoid(name: str, expected: list[float]) -> None:
    np.testing.assert_allclose(variant(wrong.SIGMOID, name)(FAR), expected, atol=1e-6)


def test_a_logit_goes_the_other_way() -> None:
    logit = variant(wrong.SIGMOID, "logit")
    assert logit(np.array([0.8])) == pytest.approx([math.log(4)])
    assert math.isnan(logit(np.array([-1.0]))[0])


def test_a_sigmoid_cut_off_at_20_misses_1_by_two_billionths() -> None:
    (end,) = variant(wrong.SIGMOID, "clipped")(np.array([800.0]))
    assert 1 - end == pytest.approx(2.06e-9, rel=1e-2)


@pytest.mark.parametrize(
    ("name", "at", "expected"),
    [
        ("z_taken_for_a", 0, [-2.0, 0.0, -2.0]),
        ("activated_twice", 0, [0.2455, 0.2350, 0.2072]),
        ("sigmoid_itself", 0, [0.2689, 0.5, 0.8808]),
        ("fraction_overflows", 0, [0.1966, 0.25, 0.1050]),
        ("tanh_z_taken_for_a", 1, [0.0, 1.0, -3.0]),
        ("tanh_as_sigmoid", 1, [-1.3416, 0.0, 0.0347]),
    ],
)
def test_a_slope(name: str, at: int, expected: list[float]) -> None:
    np.testing.assert_allclose(variant(wrong.SIGMOID_GRAD, name, at)(SLOPES), expected, atol=6e-5)


def test_a_fraction_that_overflows() -> None:
    assert math.isnan(variant(wrong.SIGMOID_GRAD, "fraction_overflows", 0)(np.array([-800.0]))[0])


def test_a_slope_of_relu() -> None:
    assert variant(wrong.RELU, "kink_is_one", 1)(KINK).tolist() == [0, 1, 1]
    assert variant(wrong.RELU, "relu_for_slope", 1)(KINK).tolist() == [0, 0, 3]
    assert variant(wrong.RELU, "boolean", 1)(KINK).dtype == bool
    assert variant(wrong.RELU, "integers_out", 0)(np.array([-2, 0, 3])).dtype.kind == "i"
    z = KINK.copy()
    variant(wrong.RELU, "in_place", 0)(z)
    assert z.tolist() == [0, 0, 3]


@pytest.mark.parametrize(
    ("name", "alpha", "expected"),
    [
        ("alpha_as_floor", 0.01, [0.01, 0.01, 3.0]),
        ("mirrored", 0.01, [0.02, 0.0, 3.0]),
        ("plain_relu", 0.01, [0.0, 0.0, 3.0]),
        ("larger_of_two", 0.01, [-0.02, 0.0, 3.0]),
        ("larger_of_two", 2.0, [-2.0, 0.0, 6.0]),
        ("alpha_ignored", 2.0, [-0.02, 0.0, 3.0]),
    ],
)
def test_a_leak(name: str, alpha: float, expected: list[float]) -> None:
    assert variant(wrong.LEAKY_RELU, name, 0)(KINK, alpha) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("slope_zero_on_negatives", [0.0, 0.0, 1.0]),
        ("kink_is_one", [0.01, 1.0, 1.0]),
        ("alpha_times_z_as_slope", [-0.02, 0.0, 1.0]),
        ("another_default", [0.3, 0.3, 1.0]),
    ],
)
def test_a_slope_of_a_leak(name: str, expected: list[float]) -> None:
    assert variant(wrong.LEAKY_RELU, name, 1)(KINK) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "Z", "expected"),
    [
        ("naive", LARGE, [[NAN] * 3, [1 / 3] * 3]),
        ("keepdims_forgotten", SQUARE, [[0.268941, 0.880797], [0.098938, 0.880797]]),
        ("axis_0", SQUARE, [[0.119203, 0.047426], [0.880797, 0.952574]]),
        ("global_sum", SQUARE, [[0.146963, 0.399486], [0.054065, 0.399486]]),  # of e⁻¹, 1, e⁻², 1; sum 2.503215
        ("global_maximum", APART, [[NAN, NAN], [0.268941, 0.731059]]),
        ("shares", SQUARE, [[1 / 3, 2 / 3], [3 / 8, 5 / 8]]),
        ("sigmoid_per_entry", SQUARE, [[0.731059, 0.880797], [0.952574, 0.993307]]),
    ],
)
def test_a_softmax(name: str, Z: np.ndarray, expected: list[list[float]]) -> None:
    np.testing.assert_allclose(variant(wrong.SOFTMAX, name)(Z), expected, atol=1e-6)
