"""Lesson 11: the catalogued mistakes give, on small probes, the numbers that were worked out for them."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from autograder.checking.cases import Misconception
from autograder.exercises.regularization import (
    LESSON,
    wrong_dropout,
    wrong_network,
    wrong_penalty,
    wrong_split,
)

A, MASK = np.array([[1.0, 2.0, 3.0, 4.0]]), np.array([[True, False, True, True]])
D_OUT = np.array([[1.0, -2.0, 3.0, 4.0]])
TWO: list[dict[str, Any]] = [
    {"W": np.array([[1.0, 2.0], [3.0, 4.0]]), "b": np.array([10.0, 10.0])},
    {"W": np.array([[2.0], [0.0]]), "b": np.array([5.0])},
]


def variant(catalogue: Sequence[Misconception], name: str, asked: str = "") -> Callable[..., Any]:
    (found,) = [one.variant for one in catalogue if one.name == name]
    if callable(found):
        return found
    (chosen,) = [one for one in found if one.__name__ == asked]
    return chosen


def test_points_are_those_of_the_plan() -> None:
    points = {e.alias: e.points for e in LESSON.exercises}
    assert points == {f"L11-E{i}": p for i, p in enumerate([4, 2, 4, 3, 3, 2, 4, 3], start=1)}
    assert sum(points.values()) == 25


@pytest.mark.parametrize(
    ("name", "m", "fractions", "sizes"),
    [
        ("fraction_of_the_rest", 100, (0.25, 0.2), [60, 20, 20]),
        ("rounded", 7, (0.25, 0.25), [3, 2, 2]),
        ("cut_off", 100, (0.29, 0.0), [72, 28, 0]),
        ("overlapping", 100, (0.25, 0.2), [80, 25, 20]),
        ("fractions_swapped", 100, (0.25, 0.2), [55, 20, 25]),
    ],
)
def test_the_sizes_of_a_division(name: str, m: int, fractions: tuple[float, float], sizes: list[int]) -> None:
    X = np.arange(float(m))[:, None]
    parts = variant(wrong_split.SPLIT, name)(X, X[:, 0], *fractions, np.random.default_rng(0))
    assert [len(part) for part in parts[::2]] == sizes


def test_a_division_that_loses_the_labels() -> None:
    X = np.arange(40.0)[:, None]
    for name, apart in (("separate_permutations", True), ("labels_left", True), ("not_shuffled", False)):
        X_train, y_train, *_ = variant(wrong_split.SPLIT, name)(X, X[:, 0], 0.25, 0.25, np.random.default_rng(0))
        assert (X_train[:, 0] != y_train).any() == apart


@pytest.mark.parametrize(
    ("name", "train", "val", "target", "gap", "said"),
    [
        ("training_against_validation", 0.2, [1, 0.6, 0.75], 0.3, 0.2, "overfit"),
        ("overfit_first", 0.5, [1, 0.6, 0.9], 0.3, 0.2, "overfit"),
        ("ties_count", 0.5, [1, 0.5, 0.75], 0.5, 0.25, "underfit"),
        ("since_the_start", 0.2, [1, 0.6, 0.9], 0.3, 0.2, "ok"),
        ("last_step_only", 0.2, [1, 0.5, 0.65, 0.8], 0.3, 0.2, "ok"),
        ("whole_range", 0.2, [1, 0.6, 0.5], 0.3, 0.2, "overfit"),
    ],
)
def test_a_reading_of_curves(name: str, train: float, val: list[float], target: float, gap: float, said: str) -> None:
    assert variant(wrong_split.FIT, name)(np.array([1.0, train]), np.array(val), target, gap) == said


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("no_half", 3.4),
        ("biases_penalized", 12.95),
        ("first_layer_only", 1.5),
        ("last_layer_only", 0.2),
        ("mean_of_squares", 0.05 * (7.5 + 2)),
        ("square_of_the_sum", 0.05 * (100 + 4)),
        ("absolute_values", 0.05 * 12),
    ],
)
def test_a_penalty(name: str, expected: float) -> None:
    assert variant(wrong_penalty.L2, name, "l2_penalty")(TWO, 0.1) == pytest.approx(expected)


def test_a_penalty_of_the_norm() -> None:
    assert variant(wrong_penalty.L2, "norm_not_squared", "l2_penalty")(TWO[:1], 0.1) == pytest.approx(
        0.273861, abs=1e-6
    )


@pytest.mark.parametrize(
    ("name", "dW", "db"),
    [
        ("gradient_doubled", [0.4, 0.0], [0.0]),
        ("gradient_halved", [0.1, 0.0], [0.0]),
        ("biases_decay", [0.2, 0.0], [0.5]),
        ("sign", [-0.2, 0.0], [0.0]),
    ],
)
def test_a_gradient_of_the_penalty(name: str, dW: list[float], db: list[float]) -> None:
    zero = [{key: np.zeros_like(array) for key, array in layer.items()} for layer in TWO]
    last = variant(wrong_penalty.L2, name, "l2_gradients")(zero, TWO, 0.1)[1]
    np.testing.assert_allclose(last["W"][:, 0], dW)
    np.testing.assert_allclose(last["b"], db)


@pytest.mark.parametrize(
    ("name", "share", "rows_differ"),
    [("kept_for_dropped", 0.25, True), ("other_draws", 0.75, True), ("one_row_for_all", 0.75, False)],
)
def test_a_mask(name: str, share: float, rows_differ: bool) -> None:
    mask = variant(wrong_dropout.MASK, name)((50, 400), 0.25, np.random.default_rng(0))
    assert abs(mask.mean() - share) < 0.05
    assert (mask != mask[:1]).any() == rows_differ


def test_a_mask_with_a_fixed_count() -> None:
    for name in ("fixed_count", "fixed_choice"):
        assert variant(wrong_dropout.MASK, name)((4, 10), 0.25, np.random.default_rng(0)).sum() == 30


@pytest.mark.parametrize(
    ("name", "training", "expected"),
    [
        ("unscaled", True, [1, 0, 3, 4]),
        ("divided_by_the_rate", True, [4, 0, 12, 16]),
        ("mask_inverted", True, [0, 8 / 3, 0, 0]),
        ("scaled_twice", True, [16 / 9, 0, 16 / 3, 64 / 9]),
        ("scaled_down", True, [0.75, 0, 2.25, 3]),
        ("dropped_at_test_time", False, [4 / 3, 0, 4, 16 / 3]),
        ("scaled_at_test_time", False, [0.75, 1.5, 2.25, 3]),
    ],
)
def test_dropout_forward(name: str, training: bool, expected: list[float]) -> None:
    found = variant(wrong_dropout.FORWARD, name)(A, MASK, 0.25, training)
    np.testing.assert_allclose(found, [expected])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gradient_left_out", [4 / 3, 0, 4 / 3, 4 / 3]),
        ("mask_ignored", [4 / 3, -8 / 3, 4, 16 / 3]),
        ("unscaled", [1, 0, 3, 4]),
    ],
)
def test_dropout_backward(name: str, expected: list[float]) -> None:
    np.testing.assert_allclose(variant(wrong_dropout.BACKWARD, name)(D_OUT, MASK, 0.25), [expected])


X = np.array([[1.0, 2.0], [0.0, -1.0]])
NET: list[dict[str, Any]] = [
    {"W": np.array([[0.5, -1, 0.25], [0.25, 0.5, -0.5]]), "b": np.array([0.1, 0.2, -0.3])},
    {"W": np.array([[1.0], [2.0], [-1.0]]), "b": np.array([0.5])},
]
KEPT = np.array([[True, False, True], [True, True, False]])


def walked_back(name: str) -> Any:
    Z = X @ NET[0]["W"] + NET[0]["b"]
    dropped = np.tanh(Z) * KEPT / 0.75
    caches = [{"A_prev": X, "Z": Z, "A": dropped, "mask": KEPT}, {"A_prev": dropped, "Z": Z[:, :1], "mask": None}]
    walk = variant(wrong_network.BACKWARD, name)
    return walk(np.array([[1.0], [-2.0]]), NET, caches, ["tanh", "linear"], [0.25])


@pytest.mark.parametrize(
    ("name", "db"),
    [
        ("scale_only", [-2.128620, -2.317949, 2.044410]),
        ("mask_forgotten", [-1.596465, -1.738462, 1.533308]),
        ("unscaled", [-1.596465, -3.660548, -0.388779]),
        ("scaled_twice", [-2.838160, -6.507641, -0.691162]),
        ("divided_by_the_rate", [-6.385861, -14.642191, -1.555115]),
        ("first_row_for_all", [-2.128620, 0, 2.044410]),
        ("slope_from_dropped_A", [-2.747177, -4.528706, 0.115487]),
    ],
)
def test_a_network_backward(name: str, db: list[float]) -> None:
    np.testing.assert_allclose(walked_back(name)[0]["b"], db, atol=1e-6)


def test_a_network_backward_with_undropped_inputs() -> None:
    found = walked_back("undropped_inputs")[1]["W"][:, 0]
    np.testing.assert_allclose(found, [1.098269, 0.780001, -1.176557], atol=1e-6)
