"""Losses against hand-worked numbers, loops with `math`, and each other where mathematics says they are equal."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.sandbox import strict_xp
from deeplearn_ref import losses
from deeplearn_ref.errors import ShapeError

LOGITS = hnp.arrays(np.float64, st.tuples(st.integers(1, 5), st.integers(1, 4)), elements=st.floats(-30, 30))
P = np.array([[0.1, 0.2, 0.7], [0.5, 0.3, 0.2]])


def column(*values: float) -> np.ndarray:
    return np.array(values, dtype=float)[:, np.newaxis]


def test_half_squared_error_by_hand() -> None:
    np.testing.assert_allclose(losses.half_squared_error(column(1, 0), column(0.1, 0.4)), column(0.405, 0.08))
    assert losses.half_squared_error(np.zeros((0, 2)), np.zeros((0, 2))).shape == (0, 2)
    found = losses.half_squared_error(np.array([3], dtype=np.uint8), np.array([1], dtype=np.uint8))
    assert (found.tolist(), found.dtype) == ([2], np.float64)
    short = np.ones(2, dtype=np.float32)
    assert losses.half_squared_error(short, short).dtype == np.float32


@pytest.mark.parametrize(
    ("y", "p", "expected"),
    [
        ([1, 2, 3], [1, 4, 6], 13 / 3),
        ([[1, 2], [3, 4]], [[1, 4], [3, 8]], 5),
        ([[7]], [[7]], 0),
    ],
)
@pytest.mark.parametrize("kind", [np.float64, np.float32, np.int64, np.uint8])
def test_mse_by_hand(y: Any, p: Any, expected: float, kind: type) -> None:
    found = losses.mse(np.array(y, dtype=kind), np.array(p, dtype=kind))
    assert type(found) is float
    assert found == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("y", "p", "expected"),
    [
        ([1, 0, 1], [0.1, 0.2, 0.5], 1.0729586),
        ([1], [0.1], 2.3025851),
        ([1], [0], 27.6310211),
        ([0], [1], 27.6310),
        ([1, 0], [1, 0], 0),
        ([0.5], [0.5], 0.6931472),
    ],
)
@pytest.mark.parametrize("kind", [np.float64, np.float32])
def test_bce_by_hand(y: Any, p: Any, expected: float, kind: type) -> None:
    found = losses.binary_cross_entropy(column(*y).astype(kind), column(*p).astype(kind))
    assert type(found) is float
    assert found == pytest.approx(expected, rel=2e-6, abs=1e-10)


def test_bce_clips_where_it_is_told() -> None:
    assert losses.binary_cross_entropy(column(1), column(0), eps=0.01) == pytest.approx(-math.log(0.01))


@given(LOGITS, st.randoms())
def test_bce_from_probabilities_and_from_logits_are_the_same(z: np.ndarray, chance: Any) -> None:
    y = np.array([[chance.random() for _ in row] for row in z])
    z = np.clip(z, -12, 12)
    slow = math.fsum(
        -t * math.log(1 / (1 + math.exp(-v))) - (1 - t) * math.log(1 / (1 + math.exp(v)))
        for t, v in zip(y.ravel(), z.ravel(), strict=True)
    )
    assert losses.bce_with_logits(y, z) == pytest.approx(slow / z.size, rel=1e-9)
    assert losses.binary_cross_entropy(y, 1 / (1 + np.exp(-z))) == pytest.approx(slow / z.size, rel=1e-9)


def test_logits_far_out_are_exact() -> None:
    found = losses.bce_with_logits(column(1, 1, 0), column(1000, -1000, 0))
    assert found == pytest.approx((1000 + math.log(2)) / 3, rel=1e-14)
    assert losses.bce_with_logits(column(0, 1), column(1e4, -1e4)) == 1e4
    assert losses.bce_with_logits(column(1, 0), column(1e4, -1e4)) == 0
    assert losses.softmax_cross_entropy_with_logits(np.array([1]), np.array([[1e4, -1e4]])) == 2e4


def test_one_hot_by_hand() -> None:
    found = losses.one_hot(np.array([2, 0]), 4)
    assert (found.tolist(), found.dtype) == ([[0, 0, 1, 0], [1, 0, 0, 0]], np.float64)
    assert losses.one_hot(np.array([], dtype=np.int64), 3).shape == (0, 3)
    assert losses.one_hot(np.array([1], dtype=np.uint8), 2).tolist() == [[0, 1]]


@pytest.mark.parametrize(
    ("labels", "says"), [([-1], "0 to n_classes - 1 = 2"), ([0, 3], "one outside"), ([0.0], "float64")]
)
def test_labels_that_are_none(labels: list[float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        losses.one_hot(np.array(labels), 3)
    with pytest.raises(ValueError, match=says):
        losses.softmax_cross_entropy_with_logits(np.array(labels), np.zeros((len(labels), 3)))


def test_categorical_by_hand() -> None:
    found = losses.categorical_cross_entropy(np.array([[0, 0, 1], [1, 0, 0]]), P)
    assert type(found) is float
    assert found == pytest.approx(-(math.log(0.7) + math.log(0.5)) / 2)
    impossible = losses.categorical_cross_entropy(np.array([[1.0, 0]]), np.array([[0.0, 1]], dtype=np.float32))
    assert impossible == pytest.approx(12 * math.log(10))


def test_two_classes_say_what_one_probability_says(rng: np.random.Generator) -> None:
    p, y = rng.uniform(0.01, 0.99, (9, 1)), rng.integers(0, 2, (9, 1))
    both = losses.categorical_cross_entropy(np.hstack([1 - y, y]), np.hstack([1 - p, p]))
    assert both == pytest.approx(losses.binary_cross_entropy(y, p), rel=1e-12)


def test_softmax_cross_entropy_by_hand() -> None:
    Z = np.array([[1000.0, 0, -1000], [0, 0, 0]])
    found = losses.softmax_cross_entropy_with_logits(np.array([1, 2]), Z)
    assert type(found) is float
    assert found == pytest.approx((1000 + math.log(3)) / 2, rel=1e-14)
    assert losses.softmax_cross_entropy_with_logits(np.array([0, 0]), column(5, -1e4)) == 0


@given(LOGITS, st.integers(0, 99))
def test_softmax_cross_entropy_agrees_with_a_loop(Z: np.ndarray, seed: int) -> None:
    labels = np.random.default_rng(seed).integers(0, Z.shape[1], len(Z))
    slow = [math.log(math.fsum(math.exp(v - row[t]) for v in row)) for row, t in zip(Z, labels, strict=True)]
    found = losses.softmax_cross_entropy_with_logits(labels, Z)
    assert found == pytest.approx(math.fsum(slow) / len(Z), rel=1e-9, abs=1e-12)


@given(st.integers(1, 9), st.integers(0, 99))
def test_with_two_classes_softmax_is_a_sigmoid_of_the_difference(m: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    Z, labels = rng.normal(0, 100, (m, 2)), rng.integers(0, 2, m)
    found = losses.softmax_cross_entropy_with_logits(labels, Z)
    assert found == pytest.approx(losses.bce_with_logits(labels[:, np.newaxis], Z[:, 1:] - Z[:, :1]), rel=1e-9)


def test_total_and_mean_by_hand() -> None:
    found = losses.reduce_losses(np.array([1, 2, 6]))
    assert found == {"total": 9.0, "mean": 3.0}
    assert {type(value) for value in found.values()} == {float}


def test_float32_losses_are_added_in_float64() -> None:
    """In float32, 2²⁴ + 1 is 2²⁴."""
    assert losses.reduce_losses(np.array([2**24, 1], dtype=np.float32))["total"] == 2**24 + 1


def test_float32_arguments_lose_nothing() -> None:
    """1 - y and z - max are differences in float64, whatever came in."""
    y, p = np.float32(0.1), 0.25
    expected = -(float(y) * math.log(p) + (1 - float(y)) * math.log(1 - p))
    assert losses.binary_cross_entropy(np.array([y]), np.array([p])) == pytest.approx(expected, rel=1e-14)
    low, high = np.float32(0.1), np.float32(3.3)
    expected = math.log(math.exp(float(low)) + math.exp(float(high))) - float(low)
    found = losses.softmax_cross_entropy_with_logits(np.array([0]), np.array([[low, high]]))
    assert found == pytest.approx(expected, rel=1e-14)


def test_a_probability_rounded_above_one_costs_nothing() -> None:
    assert losses.categorical_cross_entropy(np.array([[0.0, 1.0]]), np.array([[0.0, 1 + 1e-9]])) == 0


@pytest.mark.parametrize(
    "loss", [losses.half_squared_error, losses.mse, losses.binary_cross_entropy, losses.bce_with_logits]
)
def test_a_column_does_not_meet_a_row(loss: Any) -> None:
    with pytest.raises(ShapeError, match=r"got \(3,\) and \(3, 1\)"):
        loss(np.zeros(3), np.zeros((3, 1)))


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: losses.categorical_cross_entropy(np.zeros(3), np.zeros(3)), "Use one_hot"),
        (lambda: losses.categorical_cross_entropy(np.zeros((3, 2)), np.zeros((3, 1))), r"\(3, 2\) and \(3, 1\)"),
        (lambda: losses.softmax_cross_entropy_with_logits(np.zeros((3, 1), dtype=int), np.zeros((3, 2))), "indices"),
        (lambda: losses.softmax_cross_entropy_with_logits(np.zeros(2, dtype=int), np.zeros((3, 2))), r"and \(2,\)"),
        (lambda: losses.softmax_cross_entropy_with_logits(np.zeros(3, dtype=int), np.zeros(3)), r"got \(3,\) and"),
        (lambda: losses.one_hot(np.zeros((3, 1), dtype=int), 2), r"got \(3, 1\)"),
    ],
)
def test_shapes_that_do_not_fit_are_a_sentence(call: Any, says: str) -> None:
    with pytest.raises(ShapeError, match=says):
        call()


@pytest.mark.parametrize(
    "call",
    [
        lambda: losses.mse(np.zeros((0, 1)), np.zeros((0, 1))),
        lambda: losses.binary_cross_entropy(np.zeros((0, 1)), np.zeros((0, 1))),
        lambda: losses.bce_with_logits(np.zeros((0, 1)), np.zeros((0, 1))),
        lambda: losses.categorical_cross_entropy(np.zeros((0, 2)), np.zeros((0, 2))),
        lambda: losses.softmax_cross_entropy_with_logits(np.zeros(0, dtype=int), np.zeros((0, 2))),
        lambda: losses.reduce_losses(np.zeros(0)),
    ],
)
def test_an_empty_batch_has_no_mean(call: Any) -> None:
    with pytest.raises(ValueError, match=r"is empty, of shape \(0"):
        call()


def test_arguments_stay_what_they_are() -> None:
    y, p, labels = np.array([[0.0, 1, 0]]), np.array([[0.0, 1, 0.5]]), np.array([1])
    for loss in (losses.mse, losses.binary_cross_entropy, losses.bce_with_logits, losses.categorical_cross_entropy):
        loss(y, p)
    losses.softmax_cross_entropy_with_logits(labels, p)
    losses.one_hot(labels, 3)[:] = 9
    same = losses.half_squared_error(y, y)
    same[:] = 9
    assert (y.tolist(), p.tolist(), labels.tolist()) == ([[0, 1, 0]], [[0, 1, 0.5]], [1])


def test_the_array_module_is_the_arguments() -> None:
    labels, Y, Z = np.array([2, 0]), np.array([[0.0, 0, 1], [1, 0, 0]]), np.array([[1.0, 2, 3], [-1, 0, 1]])
    s_labels, s_Y, s_Z, s_P = (strict_xp.asarray(array) for array in (labels, Y, Z, P))
    assert losses.mse(s_Y, s_P) == losses.mse(Y, P)
    assert losses.binary_cross_entropy(s_Y, s_P) == losses.binary_cross_entropy(Y, P)
    assert losses.bce_with_logits(s_Y, s_Z) == losses.bce_with_logits(Y, Z)
    assert losses.categorical_cross_entropy(s_Y, s_P) == losses.categorical_cross_entropy(Y, P)
    found = losses.softmax_cross_entropy_with_logits(s_labels, s_Z)
    assert found == losses.softmax_cross_entropy_with_logits(labels, Z)
    assert losses.one_hot(s_labels, 3).tolist() == Y.tolist()
    assert losses.reduce_losses(s_Y[0]) == {"total": 1.0, "mean": 1 / 3}
    assert losses.half_squared_error(s_Y, s_Y).tolist() == (0 * Y).tolist()
