"""The perceptron against hand-worked numbers, a second formula, and its own mathematics."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from deeplearn_ref.data import GATES, make_gate, make_separable
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.perceptron import (
    add_bias_column,
    gate_params,
    perceptron_fit,
    perceptron_predict,
    perceptron_update,
    step,
    xor_gate,
)

BATCHES = hnp.arrays(
    np.float64,
    st.tuples(st.integers(0, 6), st.integers(1, 4)),
    elements=st.integers(-64, 64).map(lambda k: k / 8),  # dyadic: sums are exact, so ties are ties
)


@pytest.mark.parametrize(
    ("z", "expected"), [(-1.0, 0), (0.0, 0), (-0.0, 0), (5e-324, 1), (np.nan, 0), (np.inf, 1), (-np.inf, 0), (3, 1)]
)
def test_step_of_one_number(z: float, expected: int) -> None:
    found = step(np.asarray(z))
    assert (found.shape, found.dtype, int(found)) == ((), np.int64, expected)


def test_step_accepts_a_plain_number_and_any_dtype() -> None:
    assert int(step(2.5)) == 1  # type: ignore[arg-type]
    for kind in (np.float32, np.int8, np.uint8, np.bool_):
        assert step(np.array([0, 1], dtype=kind)).dtype == np.int64


def test_predict_by_hand() -> None:
    X = np.array([[2.0, 1.0], [1.0, 1.0], [0.0, 1.0]])
    assert perceptron_predict(X, np.array([1.0, -1.0]), 1.0).tolist() == [1, 1, 0]


@given(BATCHES, st.data())
def test_predict_agrees_with_a_loop_over_samples_and_features(X: np.ndarray, draw: st.DataObject) -> None:
    dyadic = st.integers(-64, 64).map(lambda k: k / 8)
    w = np.array(draw.draw(st.lists(dyadic, min_size=X.shape[1], max_size=X.shape[1])))
    b = draw.draw(dyadic)
    slow = [int(sum(x * v for x, v in zip(row, w, strict=True)) + b > 0) for row in X.tolist()]
    found = perceptron_predict(X, w, b)
    assert found.tolist() == slow
    assert found.shape == (len(X),)


@pytest.mark.parametrize("name", [name for name in GATES if name != "xor"])
def test_gates_compute_their_truth_tables_with_room_to_spare(name: str) -> None:
    w, b = gate_params(name)
    X, y = make_gate(name)
    assert perceptron_predict(X, w, b).tolist() == y.tolist()
    assert np.min(np.abs(X @ w + b)) == 0.5


def test_gates_weigh_both_inputs_alike() -> None:
    found = {name: (gate_params(name)[0].tolist(), gate_params(name)[1]) for name in ("and", "or", "nand", "nor")}
    assert found == {"and": ([1, 1], -1.5), "or": ([1, 1], -0.5), "nand": ([-1, -1], 1.5), "nor": ([-1, -1], 0.5)}


def test_the_learning_rate_is_one_where_none_is_given() -> None:
    w, b = perceptron_update(np.array([0.0, 0.0]), -1.0, np.array([2.0, 3.0]), 1)
    assert (w.tolist(), b) == ([2.0, 3.0], 0.0)


def test_other_numbers_of_axes_are_refused() -> None:
    with pytest.raises(ShapeError):
        perceptron_predict(np.zeros((3, 2)), np.zeros((2, 1)), 0.0)
    with pytest.raises(ShapeError):
        perceptron_update(np.zeros((2, 2)), 0.0, np.zeros((2, 2)), 1)
    with pytest.raises(ShapeError):
        perceptron_fit(np.zeros(3), np.zeros(3, dtype=np.int64))


def test_gate_params_are_new_arrays_each_time() -> None:
    gate_params("and")[0][:] = 0
    assert gate_params("and")[0].any()


@pytest.mark.parametrize(
    ("name", "says"), [("xor", "XOR"), ("AND", "There is no gate 'AND'"), ("", "There is no gate ''")]
)
def test_no_gate_no_parameters(name: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        gate_params(name)


def test_no_small_neuron_computes_xor() -> None:
    """A search over a grid of 17³ neurons: the best gets 3 of 4 right, as the theorem says."""
    X, y = make_gate("xor")
    grid = np.linspace(-2, 2, 17)
    best = max(int(np.sum(perceptron_predict(X, np.array([p, q]), b) == y)) for p, q, b in product(grid, repeat=3))
    assert best == 3


@pytest.mark.parametrize(
    ("w", "b", "x", "y", "rate", "expected"),
    [
        ([1, -1], 0.2, [2, 1], 0, 0.5, ([0, -1.5], -0.3)),
        ([0, 0], 0, [2, 1], 1, 0.5, ([1, 0.5], 0.5)),
        ([1, 1], -1, [2, 1], 1, 1.0, ([1, 1], -1)),
    ],
)
def test_update_by_hand(w: Any, b: float, x: Any, y: int, rate: float, expected: Any) -> None:
    before = np.array(w, dtype=float)
    given_w = before.copy()
    new_w, new_b = perceptron_update(given_w, b, np.array(x, dtype=float), y, rate)
    np.testing.assert_allclose(new_w, expected[0])
    assert new_b == pytest.approx(expected[1])
    new_w[:] = 99
    np.testing.assert_array_equal(given_w, before)


def test_an_update_moves_the_pre_activation_the_right_way() -> None:
    """After a mistake z changes by learning_rate · (y - ŷ) · (|x|² + 1): the textbook's argument."""
    w, b, x = np.array([0.5, -1.0]), 0.25, np.array([1.0, 2.0])
    new_w, new_b = perceptron_update(w, b, x, 1, 0.5)
    assert (new_w @ x + new_b) - (w @ x + b) == pytest.approx(0.5 * (x @ x + 1))


@pytest.mark.parametrize(
    ("name", "rate", "w", "b", "errors"),
    [
        ("and", 1.0, [2, 1], -2, [1, 3, 3, 2, 1, 0]),
        ("or", 1.0, [1, 1], 0, [1, 2, 1, 0]),
        ("nand", 1.0, [-2, -1], 3, [2, 3, 3, 2, 1, 0]),
        ("and", 0.5, [1, 0.5], -1, [1, 3, 3, 2, 1, 0]),
    ],
)
def test_fit_by_hand(name: str, rate: float, w: list[float], b: float, errors: list[int]) -> None:
    fit = perceptron_fit(*make_gate(name), learning_rate=rate)
    assert (fit["w"].tolist(), fit["b"], fit["errors"], fit["converged"]) == (w, b, errors, True)


@pytest.mark.parametrize("kind", [np.uint8, np.int8, np.bool_])
def test_labels_of_any_integer_kind_teach_the_same(kind: type) -> None:
    """An unsigned label minus a prediction of 1 must be -1, not 255."""
    X, y = make_gate("and")
    assert perceptron_fit(X, y.astype(kind))["errors"] == perceptron_fit(X, y)["errors"]


def test_integer_weights_and_an_integer_rate_give_real_weights() -> None:
    zeros = np.zeros(2, dtype=np.int64)
    assert perceptron_update(zeros, 0, np.array([2, 1]), 1, 1)[0].dtype == np.float64


def test_fit_never_learns_xor_and_walks_in_a_circle() -> None:
    fit = perceptron_fit(*make_gate("xor"))
    assert fit["errors"] == [2, 3] + [4] * 98
    assert not fit["converged"]


def test_fit_stopped_too_early_has_not_converged_though_its_weights_are_right() -> None:
    fit = perceptron_fit(*make_gate("and"), max_epochs=5)
    assert (fit["w"].tolist(), fit["b"], fit["errors"], fit["converged"]) == ([2, 1], -2, [1, 3, 3, 2, 1], False)
    assert perceptron_fit(*make_gate("and"), max_epochs=0)["errors"] == []


@given(st.integers(0, 2**32 - 1), st.sampled_from([0.05, 0.2, 0.4]))
def test_mistakes_stay_below_novikoffs_bound(seed: int, gap: float) -> None:
    X, y = make_separable(40, gap, np.random.default_rng(seed))
    fit = perceptron_fit(X, y, max_epochs=10_000)
    assert fit["converged"]
    w, b = np.array([1.0, 2.0]), 0.2
    margin = np.min(np.abs(X @ w + b)) / np.sqrt(w @ w + b**2)
    radius = np.max(np.sqrt(np.sum(X**2, axis=1) + 1))
    assert sum(fit["errors"]) <= (radius / margin) ** 2
    assert perceptron_predict(X, fit["w"], fit["b"]).tolist() == y.tolist()


def test_xor_of_a_thousand_rows() -> None:
    X = np.random.default_rng(0).integers(0, 2, (1000, 2)).astype(float)
    assert xor_gate(X).tolist() == np.logical_xor(X[:, 0], X[:, 1]).astype(int).tolist()


@given(BATCHES)
def test_the_bias_column_turns_the_bias_into_a_weight(X: np.ndarray) -> None:
    w, b = np.arange(X.shape[1]) - 1.5, 0.75
    with_ones = add_bias_column(X)
    assert with_ones.dtype == np.float64
    np.testing.assert_array_equal(with_ones[:, 0], 1.0)
    np.testing.assert_allclose(with_ones @ np.concatenate([[b], w]), X @ w + b)
    assert not np.shares_memory(with_ones, X)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: perceptron_predict(np.zeros((3, 2)), np.zeros(3), 0.0), r"got \(3, 2\) and \(3,\)"),
        (lambda: perceptron_predict(np.zeros(2), np.zeros(2), 0.0), r"got \(2,\) and \(2,\)"),
        (lambda: perceptron_update(np.zeros(2), 0.0, np.zeros(3), 1), r"got \(2,\) and \(3,\)"),
        (lambda: perceptron_fit(np.zeros((3, 2)), np.zeros((3, 1), dtype=np.int64)), r"\(3, 2\) and \(3, 1\)"),
        (lambda: add_bias_column(np.zeros(3)), r"got \(3,\)"),
        (lambda: xor_gate(np.zeros((2, 3))), r"\(2, 3\)"),
    ],
)
def test_shapes_that_do_not_fit_are_a_sentence(call: Any, says: str) -> None:
    with pytest.raises(ShapeError, match=says):
        call()


def test_an_empty_training_set_is_refused_and_an_empty_batch_is_not() -> None:
    with pytest.raises(ValueError, match="no sample"):
        perceptron_fit(np.zeros((0, 2)), np.zeros(0, dtype=np.int64))
    for found in (perceptron_predict(np.zeros((0, 2)), np.zeros(2), 0.0), xor_gate(np.zeros((0, 2)))):
        assert found.shape == (0,)
    assert add_bias_column(np.zeros((0, 2))).shape == (0, 3)


def test_make_separable_refuses_what_can_not_be() -> None:
    for m, gap in ((-1, 0.1), (5, 99.0)):
        with pytest.raises(ValueError, match="leave room"):
            make_separable(m, gap, np.random.default_rng(0))
    assert make_separable(0, 0.1, np.random.default_rng(0))[0].shape == (0, 2)
    with pytest.raises(ValueError, match="There is no gate"):
        make_gate("maybe")
