"""Activations against hand-worked numbers, the standard library's functions, and central differences."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.sandbox import strict_xp
from deeplearn_ref import activations as act

ELEMENTWISE = [
    act.linear,
    act.linear_grad,
    act.sigmoid,
    act.sigmoid_grad,
    act.tanh,
    act.tanh_grad,
    act.relu,
    act.relu_grad,
    act.leaky_relu,
    act.leaky_relu_grad,
]
ALL = [*ELEMENTWISE, act.softmax]
EXTREMES = [-np.inf, -1.7e308, -1e4, -800.0, -5e-324, -0.0, 0.0, 5e-324, 800.0, 1e4, 1.7e308, np.inf]


@pytest.mark.parametrize(
    ("function", "z", "expected"),
    [
        (act.sigmoid, [-800, -1, 0, 1, 800], [0, 0.268941421, 0.5, 0.731058579, 1]),
        (act.sigmoid, [-np.inf, np.inf, np.nan], [0, 1, np.nan]),
        (act.sigmoid_grad, [-1, 0, 2], [0.196611933, 0.25, 0.104993585]),
        (act.sigmoid_grad, [-800, 800, -np.inf, np.inf, np.nan], [0, 0, 0, 0, np.nan]),
        (act.tanh, [-800, 0, 1, np.inf], [-1, 0, 0.761594156, 1]),
        (act.tanh_grad, [-1, 0, 2], [0.419974342, 1, 0.070650825]),
        (act.tanh_grad, [-800, 800, -np.inf, np.inf], [0, 0, 0, 0]),
        (act.relu, [-2, 0, 3, -np.inf, np.inf, np.nan], [0, 0, 3, 0, np.inf, np.nan]),
        (act.relu_grad, [-2, 0, -0.0, 3], [0, 0, 0, 1]),
        (act.leaky_relu, [-2, 0, 3, -np.inf, np.nan], [-0.02, 0, 3, -np.inf, np.nan]),
        (act.leaky_relu_grad, [-2, 0, -0.0, 3], [0.01, 0.01, 0.01, 1]),
        (act.linear, [-2, 0, 3], [-2, 0, 3]),
        (act.linear_grad, [-2, 0, 3], [1, 1, 1]),
    ],
)
def test_by_hand(function: Callable[..., np.ndarray], z: list[float], expected: list[float]) -> None:
    np.testing.assert_allclose(function(np.array(z, dtype=float)), expected, rtol=1e-7, atol=1e-9)


def test_leaky_relu_with_other_slopes() -> None:
    z = np.array([-2.0, 3.0])
    assert act.leaky_relu(z, 2).tolist() == [-4, 3]
    assert act.leaky_relu_grad(np.array([-2.0, 0.0, 3.0]), 2).tolist() == [2, 2, 1]
    assert act.leaky_relu(np.array(EXTREMES), 0).tolist() == [max(z, 0.0) for z in EXTREMES]
    assert act.leaky_relu_grad(z, 0).tolist() == [0, 1]
    assert act.leaky_relu(np.array([1.7e308]), 2).tolist() == [1.7e308]


@given(hnp.arrays(np.float64, st.integers(0, 6), elements=st.floats(-700, 700)))
def test_sigmoid_and_its_slope_agree_with_hyperbolic_forms(z: np.ndarray) -> None:
    """Another formula, with correct digits far out: 1/(4 cosh²(z/2)) and (1 + tanh(z/2))/2."""
    slope = [0.25 / math.cosh(v / 2) ** 2 for v in z]
    np.testing.assert_allclose(act.sigmoid_grad(z), slope, rtol=1e-12, atol=0)
    np.testing.assert_allclose(act.sigmoid(z), [(1 + math.tanh(v / 2)) / 2 for v in z], rtol=0, atol=1e-15)


@pytest.mark.parametrize("name", [name for name in act.ACTIVATIONS if name != "softmax"])
def test_derivatives_agree_with_central_differences(name: str, rng: np.random.Generator) -> None:
    z, h = rng.normal(0, 3, (50, 4)), 1e-6
    z = np.where(np.abs(z) < 1e-3, 1.0, z)  # away from the kinks
    numeric = (act.activate(name, z + h) - act.activate(name, z - h)) / (2 * h)
    np.testing.assert_allclose(act.activation_grad(name, z), numeric, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("function", ALL)
def test_no_extreme_warns_and_none_gives_nan(function: Callable[..., np.ndarray]) -> None:
    for z in EXTREMES:
        assert not np.isnan(function(np.array([[z, 0.0]]))).any()
    assert not np.isnan(function(np.array([EXTREMES]))).any()


@pytest.mark.parametrize("function", ALL)
@pytest.mark.parametrize(
    ("kind", "expected"),
    [(np.float64, np.float64), (np.float32, np.float32), (np.int64, np.float64), (np.uint8, np.float64)],
)
def test_floats_stay_and_integers_become_float64(
    function: Callable[..., np.ndarray], kind: type, expected: type
) -> None:
    found = function(np.array([[0, 1], [2, 3]], dtype=kind))
    assert (found.dtype, found.shape) == (expected, (2, 2))


@pytest.mark.parametrize("kind", [np.float16, np.float32])
def test_sigmoid_of_short_floats_does_not_overflow(kind: type) -> None:
    assert act.sigmoid(np.array([-1000, 1000], dtype=kind)).tolist() == [0, 1]


@pytest.mark.parametrize("function", ALL)
def test_arguments_stay_and_results_are_new(function: Callable[..., np.ndarray]) -> None:
    z = np.array([[-1.0, 2.0], [0.0, 3.0]])
    before = z.copy()
    found = function(z)
    assert not np.shares_memory(found, z)
    found[...] = 99
    np.testing.assert_array_equal(z, before)


@pytest.mark.parametrize("function", ELEMENTWISE)
def test_any_shape_even_none_and_empty(function: Callable[..., np.ndarray]) -> None:
    for shape in ((), (0,), (0, 3), (2, 3, 4)):
        assert np.shape(function(np.zeros(shape))) == shape
    assert np.shape(function(1.5)) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("Z", "expected"),
    [
        ([[1000, 1001, 1002], [0, 0, 0]], [[0.09003057, 0.24472847, 0.66524096], [1 / 3] * 3]),
        ([[0, 1], [2000, 2001]], [[0.26894142, 0.73105858]] * 2),
        ([[1, 2], [3, 5]], [[0.26894142, 0.73105858], [0.11920292, 0.88079708]]),
        ([[0, -2000], [5, 5]], [[1, 0], [0.5, 0.5]]),
        ([[7], [-1e4]], [[1], [1]]),
        ([[1e20, 0], [-1.7e308, 1.7e308]], [[1, 0], [0, 1]]),
        ([[np.inf, 0], [np.inf, np.inf], [0, -np.inf]], [[1, 0], [0.5, 0.5], [1, 0]]),
        ([[np.nan, 0], [0, 0]], [[np.nan, np.nan], [0.5, 0.5]]),
    ],
)
def test_softmax_by_hand(Z: Any, expected: Any) -> None:
    np.testing.assert_allclose(act.softmax(np.array(Z, dtype=float)), expected, rtol=1e-7, atol=1e-10)


@given(
    hnp.arrays(np.float64, st.tuples(st.integers(0, 4), st.integers(1, 5)), elements=st.floats(-300, 300)),
    st.floats(-1e4, 1e4),
)
def test_softmax_has_the_odds_of_its_scores_and_ignores_a_shift(Z: np.ndarray, shift: float) -> None:
    P = act.softmax(Z)
    np.testing.assert_allclose(P.sum(axis=1), 1.0)
    np.testing.assert_allclose(act.softmax(Z + shift), P, rtol=1e-7, atol=1e-10)
    np.testing.assert_allclose(act.softmax(Z.T, axis=0), P.T, rtol=1e-12)
    for row, scores in zip(P, Z, strict=True):
        slow = [1 / math.fsum(math.exp(other - score) for other in scores) for score in scores]
        np.testing.assert_allclose(row, slow, rtol=1e-10)


def test_two_classes_are_a_sigmoid_of_the_difference(rng: np.random.Generator) -> None:
    Z = rng.normal(0, 5, (20, 2))
    np.testing.assert_allclose(act.softmax(Z)[:, 1], act.sigmoid(Z[:, 1] - Z[:, 0]))


def test_softmax_of_no_sample_and_along_the_middle() -> None:
    assert act.softmax(np.zeros((0, 3))).shape == (0, 3)
    np.testing.assert_allclose(act.softmax(np.zeros((2, 4, 3)), axis=1), 0.25)


def test_the_table_finds_each_by_name() -> None:
    z = np.array([-2.0, 3.0])
    found = {name: act.activate(name, z).round(4).tolist() for name in act.ACTIVATIONS}
    assert found == {
        "linear": [-2, 3],
        "sigmoid": [0.1192, 0.9526],
        "tanh": [-0.964, 0.9951],
        "relu": [0, 3],
        "leaky_relu": [-0.02, 3],
        "softmax": [0.0067, 0.9933],
    }


@pytest.mark.parametrize("call", [act.activate, act.activation_grad])
def test_an_unknown_name_is_answered_with_the_names(call: Callable[..., Any]) -> None:
    with pytest.raises(ValueError, match=r"no activation 'ReLU'\. The activations are linear, sigmoid, tanh, relu"):
        call("ReLU", np.zeros(2))


def test_softmax_has_no_elementwise_derivative() -> None:
    with pytest.raises(ValueError, match="whole row"):
        act.activation_grad("softmax", np.zeros((1, 2)))


@pytest.mark.parametrize("function", ALL)
def test_the_array_module_is_the_arguments(function: Callable[..., Any]) -> None:
    z = np.array([[-1.0, 2.0], [0.0, 3.0]], dtype=np.float32)
    found = function(strict_xp.asarray(z))
    assert isinstance(found, strict_xp.StrictArray)
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found.to_numpy(), function(z))


@pytest.mark.parametrize("name", sorted(act.ACTIVATIONS))
def test_a_list_of_numbers_is_as_good_as_an_array(name: str) -> None:
    function, slope = act.ACTIVATIONS[name]
    for one in filter(None, (function, slope)):
        np.testing.assert_array_equal(one([-1, 0.5]), one(np.array([-1, 0.5])))  # type: ignore[arg-type]


def test_the_slope_of_the_sigmoid_at_unsigned_integers() -> None:
    """The negative of a uint8 is no negative number; worked by hand: e^-2 / (1 + e^-2)^2."""
    found = act.sigmoid_grad(np.array([0, 2], dtype=np.uint8))
    np.testing.assert_allclose(found, [0.25, 0.1049935854], atol=1e-10)
