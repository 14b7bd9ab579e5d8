"""Lesson 03: the catalogued mistakes give, on small probes, the numbers that were worked out for them."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from autograder.checking.cases import Group, Misconception
from autograder.checking.judge import Attempt, judge
from autograder.exercises import lesson
from autograder.exercises.layers import nets, wrong, wrong_networks
from autograder.sandbox.script import LocalPlayer

LESSON = lesson("03_layers")

PROBE = (np.array([4.0, 5.0]), np.array([0.5, -0.6]), 2.0)
SQUARE = (np.array([[1.0, 2.0], [0.0, 3.0]]), np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([10.0, 20.0]))
W_COL, B_COL = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([[7.0], [8.0]])
COLUMNS = (np.array([[1.0, 0.0], [2.0, 3.0]]), np.array([[1.0, 3.0], [2.0, 4.0]]), np.array([[10.0], [20.0]]))
SIZES = [2, 4, 6, 6, 4, 1]
QUERIES = np.array([[4.0, 5.0], [1.0, 0.0]])
W1, W2 = np.array([[0.5, -0.3, 0.2], [-0.5, 0.6, 0.1]]), np.array([[0.7], [-0.9], [-0.44]])
STUDENT = [{"W": W1, "b": np.zeros(3)}, {"W": W2, "b": np.zeros(1)}]
BIASED = [{"W": W1, "b": np.array([0.1, -0.2, 0.3])}, {"W": W2, "b": np.array([0.5])}]
POINTS = (np.array([0.0, 1.0, 3.0]), np.array([1.0, 3.0, 2.0]))
STACK = [
    {"W": np.array([[1.0, 2.0], [3.0, 4.0]]), "b": np.array([1.0, -3.0])},
    {"W": np.array([[2.0], [1.0]]), "b": np.array([0.5])},
]
Z = np.array([[-1.0, -1.0, 1.0], [-2.0, 3.0, 1.0]])


def variant(catalogue: Sequence[Misconception], name: str) -> Callable[..., Any]:
    (found,) = [one.variant for one in catalogue if one.name == name]
    assert callable(found)
    return found


@pytest.mark.parametrize(
    ("name", "activation", "expected"),
    [
        ("average", "sigmoid", 0.817574),
        ("average", "relu", 1.5),
        ("bias_after_activation", "sigmoid", 2.268941),
        ("bias_after_activation", "relu", 2.0),
        ("no_bias", "sigmoid", 0.268941),
        ("no_bias", "relu", 0.0),
    ],
)
def test_a_neuron(name: str, activation: str, expected: float) -> None:
    assert variant(wrong.NEURON, name)(*PROBE, activation) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("W_transposed", [[15, 31], [16, 32]]), ("bias_as_column", [[17, 20], [29, 32]]), ("no_bias", [[7, 10], [9, 12]])],
)
def test_a_layer(name: str, expected: list[list[float]]) -> None:
    assert variant(wrong.DENSE, name)(*SQUARE).tolist() == expected


def test_a_layer_translated() -> None:
    W, b = variant(wrong.COLUMN, "reshape")(W_COL, B_COL)
    assert W.tolist() == [[1, 2], [3, 4], [5, 6]]
    assert b.tolist() == [7, 8]
    assert variant(wrong.COLUMN, "bias_stays_column")(W_COL, B_COL)[1].shape == (2, 1)
    assert variant(wrong.COLUMN, "bias_as_row")(W_COL, B_COL)[1].shape == (1, 2)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bias_flattened", [[17, 29], [20, 32]]),
        ("W_transposed", [[15, 16], [31, 32]]),
        ("order_swapped", [[11, 13], [28, 38]]),
    ],
)
def test_a_layer_by_columns(name: str, expected: list[list[float]]) -> None:
    assert variant(wrong.DENSE_COLUMN, name)(*COLUMNS).tolist() == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("no_biases", 96), ("biases_of_inputs", 118), ("inputs_have_biases", 119), ("output_layer_skipped", 112)],
)
def test_a_count(name: str, expected: int) -> None:
    assert variant(wrong.COUNT, name)(SIZES) == expected


@pytest.mark.parametrize(
    ("name", "params", "expected"),
    [
        ("hidden_linear", STUDENT, [0.072966, 0.629949]),
        ("hidden_linear", BIASED, [0.127416, 0.759511]),
        ("last_linear", STUDENT, [-2.192, 0.262]),
        ("last_linear", BIASED, [-1.644, 0.7]),
        ("sigmoid_everywhere", BIASED, [0.417271, 0.583775]),
        ("relu_everywhere", BIASED, [0.0, 0.7]),
        ("no_hidden_bias", BIASED, [0.155513, 0.681788]),
        ("no_output_bias", BIASED, [0.104893, 0.549834]),
    ],
)
def test_a_network(name: str, params: list[dict[str, Any]], expected: list[float]) -> None:
    A, _ = variant(wrong_networks.MLP, name)(QUERIES, params, ["relu", "sigmoid"])
    np.testing.assert_allclose(A[:, 0], expected, atol=1e-6)


@pytest.mark.parametrize(
    ("name", "expected"), [("slopes", [1, 2, 4.5, 6, 9]), ("no_flat_tail", [1, 2, 2.5, 2, 1]), ("no_height", None)]
)
def test_points_joined(name: str, expected: list[float] | None) -> None:
    said = nets.two_layers(
        variant(wrong_networks.INTERPOLATOR, name)(*POINTS), np.array([[-1.0], [0.5], [2], [3], [5]])
    )
    assert said.tolist() == (expected or [0, 1, 1.5, 1, 1])


@pytest.mark.parametrize(("name", "expected"), [("biases_added", -1.5), ("last_bias_only", 0.5)])
def test_layers_collapsed(name: str, expected: float) -> None:
    W, b = variant(wrong_networks.COLLAPSE, name)(STACK)
    assert W.tolist() == [[4], [10]]
    assert b.tolist() == [expected]


def test_xor_without_a_hidden_bias() -> None:
    assert nets.two_layers(variant(wrong_networks.XOR, "no_hidden_bias")(), nets.ROWS).tolist() == [0, -1, -1, -2]


@pytest.mark.parametrize(("name", "expected"), [("zero_entries", 0.5), ("over_units", 0.0), ("any_sample", 2 / 3)])
def test_dead_units(name: str, expected: float) -> None:
    assert variant(wrong_networks.DEAD, name)(Z) == pytest.approx(expected)


def test_other_right_networks_pass() -> None:
    """Is an answer judged by what it computes, not by how it is written down?"""
    xs, ys = POINTS
    mirrored = [{"W": -np.ones((1, 3)), "b": xs}, {"W": np.array([[2.0], [-2.5], [0.5]]), "b": np.array([2.0])}]
    X = nets.probes(xs)
    np.testing.assert_allclose(nets.two_layers(mirrored, X), np.interp(X[:, 0], xs, ys), atol=1e-12)


def huge(n_in: int, hidden: int, weight: float) -> list[dict[str, Any]]:
    """A network of finite numbers that says nan wherever it is asked."""
    first = {"W": np.full((n_in, hidden), weight), "b": np.full(hidden, 1e308)}
    signs = np.where(np.arange(hidden) % 2, -1e308, 1e308).reshape(-1, 1) if weight < 0 else np.zeros((hidden, 1))
    return [first, {"W": signs, "b": np.zeros(1)}]


def test_a_network_that_says_nan_computes_nothing() -> None:
    """No comparison with nan is true: one that asks whether an output is too far away lets it pass."""
    assert np.isnan(nets.two_layers(huge(2, 2, 1e308), nets.ROWS)[1:]).all()
    for name, answer in (
        ("xor_mlp_params", lambda: huge(2, 2, 1e308)),
        ("relu_interpolator", lambda xs, ys: huge(1, len(xs), -1e308)),
    ):
        result = judge(LESSON.exercise(name), LocalPlayer({name: answer}), Attempt("x = 1"), lambda case: len(case))
        assert {case.name for case in result.cases if case.points and case.group is Group.VALUE} == set(), name
