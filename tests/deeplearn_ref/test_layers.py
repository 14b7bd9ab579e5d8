"""Layers against hand-worked numbers, loops over samples, and NumPy's own interpolation."""

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.sandbox import strict_xp
from deeplearn_ref import layers
from deeplearn_ref.errors import ShapeError

TRUTH_TABLE = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
SIZES = st.lists(st.integers(1, 5), min_size=2, max_size=5)


def random_params(sizes: list[int], seed: int = 0) -> layers.Params:
    rng = np.random.default_rng(seed)
    return [{"W": rng.normal(size=(i, o)), "b": rng.normal(size=o)} for i, o in itertools.pairwise(sizes)]


@pytest.mark.parametrize(
    ("activation", "b", "expected"),
    [
        ("sigmoid", 2.0, 0.7310585786),
        ("relu", 2.0, 1.0),
        ("relu", 0.0, 0.0),
        ("step", 2.0, 1.0),
        ("linear", 0.0, -1.0),
        ("tanh", 2.0, 0.7615941560),
    ],
)
def test_a_neuron_by_hand(activation: str, b: float, expected: float) -> None:
    found = layers.neuron_output(np.array([4.0, 5.0]), np.array([0.5, -0.6]), b, activation)
    assert type(found) is float
    assert found == pytest.approx(expected)


def test_a_step_at_exactly_zero_is_zero() -> None:
    assert layers.neuron_output(np.array([2, 1]), np.array([1, -2]), 0, "step") == 0.0


@pytest.mark.parametrize("name", ["softmax", "Relu", ""])
def test_a_neuron_without_that_activation(name: str) -> None:
    with pytest.raises(ValueError, match=f"no activation '{name}'. It has linear, step, relu, sigmoid, tanh"):
        layers.neuron_output(np.zeros(2), np.zeros(2), 0.0, name)


def test_dense_by_hand() -> None:
    W = np.array([[1.0, 0, 2], [0, 1, 0], [1, 0, -1], [0, 2, 1]])
    assert layers.dense_forward(np.array([[1.0, 2, 3, 4]]), W, np.array([0.5, -1, 0])).tolist() == [[4.5, 9, 3]]
    square = np.array([[1.0, 2], [3, 4]])
    found = layers.dense_forward(np.array([[1.0, 2], [0, 3]]), square, np.array([10.0, 20]))
    assert found.tolist() == [[17, 30], [19, 32]]


@given(st.integers(0, 5), st.integers(1, 4), st.integers(1, 4), st.integers(0, 99))
def test_dense_agrees_with_neuron_by_neuron_and_with_columns(m: int, n_in: int, n_out: int, seed: int) -> None:
    X = np.random.default_rng(seed).normal(size=(m, n_in))
    W, b = random_params([n_in, n_out], seed)[0].values()
    found = layers.dense_forward(X, W, b)
    slow = [[sum(x * w for x, w in zip(row, W[:, j], strict=True)) + b[j] for j in range(n_out)] for row in X]
    np.testing.assert_allclose(found, np.array(slow).reshape(m, n_out), rtol=1e-10, atol=1e-12)
    columns = layers.dense_forward_column(X.T, W.T, b[:, np.newaxis])
    np.testing.assert_allclose(columns, found.T, rtol=1e-10, atol=1e-12)


def test_float32_stays_float32_through_a_network() -> None:
    params = [{key: array.astype(np.float32) for key, array in layer.items()} for layer in random_params([3, 4, 2])]
    A, caches = layers.mlp_forward(np.ones((2, 3), dtype=np.float32), params, ["tanh", "softmax"])
    assert {array.dtype for cache in caches for array in cache.values()} == {np.dtype(np.float32)}
    assert A.dtype == np.float32


def test_from_columns_by_hand_and_as_copies() -> None:
    W_col, b_col = np.array([[1.0, 2, 3], [4, 5, 6]]), np.array([[7.0], [8]])
    W, b = layers.from_column_convention(W_col, b_col)
    assert (W.tolist(), b.tolist()) == ([[1, 4], [2, 5], [3, 6]], [7, 8])
    W[:], b[:] = 0, 0
    assert W_col.tolist() == [[1, 2, 3], [4, 5, 6]]
    assert b_col.tolist() == [[7], [8]]


def test_columns_by_hand() -> None:
    found = layers.dense_forward_column(np.array([[1, 0], [2, 3]]), np.array([[1, 3], [2, 4]]), np.array([[10], [20]]))
    assert found.tolist() == [[17, 19], [30, 32]]


@pytest.mark.parametrize(("sizes", "expected"), [([2, 4, 6, 6, 4, 1], 117), ([2, 4], 12), ([7], 0), ([3, 1], 4)])
def test_counted_by_hand(sizes: list[int], expected: int) -> None:
    assert layers.count_params(sizes) == expected


@given(SIZES)
def test_counted_parameters_are_those_that_exist(sizes: list[int]) -> None:
    made = sum(array.size for layer in random_params(sizes) for array in layer.values())
    assert layers.count_params(sizes) == made


def test_forward_of_a_two_layer_net_by_hand() -> None:
    """z₁ = (1, -2) + (1, 1) = (2, -1), relu (2, 0); z₂ = 6 - 4 = 2; σ(2)."""
    params = [
        {"W": np.array([[1.0, 0], [0, -1]]), "b": np.array([1.0, 1])},
        {"W": np.array([[3.0], [5]]), "b": np.array([-4.0])},
    ]
    A, caches = layers.mlp_forward(np.array([[1.0, 2]]), params, ["relu", "sigmoid"])
    assert A[0, 0] == pytest.approx(1 / (1 + math.exp(-2)))
    assert [{key: array.tolist() for key, array in cache.items()} for cache in caches] == [
        {"A_prev": [[1, 2]], "Z": [[2, -1]], "A": [[2, 0]]},
        {"A_prev": [[2, 0]], "Z": [[2]], "A": A.tolist()},
    ]


@pytest.mark.parametrize(
    ("b1", "b2", "expected"),
    [([0, 0, 0], [0], [0.100471, 0.565128]), ([0.1, -0.2, 0.3], [0.5], [0.161922, 0.668188])],
)
def test_the_untrained_student_net(b1: list[float], b2: list[float], expected: list[float]) -> None:
    params = [
        {"W": np.array([[0.5, -0.3, 0.2], [-0.5, 0.6, 0.1]]), "b": np.array(b1)},
        {"W": np.array([[0.7], [-0.9], [-0.44]]), "b": np.array(b2)},
    ]
    A, _ = layers.mlp_forward(np.array([[4.0, 5], [1, 0]]), params, ["relu", "sigmoid"])
    np.testing.assert_allclose(A[:, 0], expected, atol=5e-7)


@given(SIZES, st.integers(0, 5), st.sampled_from(["relu", "leaky_relu", "sigmoid", "tanh", "linear"]))
def test_caches_hang_together_and_one_sample_does_not_see_the_others(sizes: list[int], m: int, hidden: str) -> None:
    params = random_params(sizes)
    X = np.random.default_rng(m).normal(size=(m, sizes[0]))
    names = [hidden] * (len(params) - 1) + ["softmax"]
    A, caches = layers.mlp_forward(X, params, names)
    assert A.shape == (m, sizes[-1])
    np.testing.assert_allclose(A.sum(axis=1), 1.0)
    for before, cache in itertools.pairwise(caches):
        np.testing.assert_array_equal(cache["A_prev"], before["A"])
    for i in range(m):
        np.testing.assert_allclose(layers.mlp_forward(X[i : i + 1], params, names)[0][0], A[i], rtol=1e-9)


def test_forward_leaves_its_arguments_alone() -> None:
    X, params = np.ones((2, 3)), random_params([3, 2])
    A, _ = layers.mlp_forward(X, params, ["linear"])
    A[:] = 99
    np.testing.assert_array_equal(X, 1.0)
    for layer, fresh in zip(params, random_params([3, 2]), strict=True):
        np.testing.assert_array_equal(layer["W"], fresh["W"])
        np.testing.assert_array_equal(layer["b"], fresh["b"])


def test_a_linear_last_layer_keeps_its_pre_activations_apart() -> None:
    A, caches = layers.mlp_forward(np.ones((2, 3)), random_params([3, 2]), ["linear"])
    assert not np.shares_memory(A, caches[0]["Z"])


def test_xor_is_exact_and_needs_its_relu() -> None:
    A, _ = layers.mlp_forward(TRUTH_TABLE, layers.xor_mlp_params(), ["relu", "linear"])
    assert A.tolist() == [[0], [1], [1], [0]]
    assert layers.mlp_forward(TRUTH_TABLE, layers.xor_mlp_params(), ["linear", "linear"])[0].tolist() != A.tolist()
    layers.xor_mlp_params()[0]["W"][:] = 0
    assert layers.xor_mlp_params()[0]["W"].all()


def run_interpolator(xs: Any, ys: Any, at: Any) -> np.ndarray:
    params = layers.relu_interpolator(np.array(xs), np.array(ys))
    X = np.array(at, dtype=float)[:, np.newaxis]
    return layers.mlp_forward(X, params, ["relu", "linear"])[0][:, 0]


def test_interpolator_by_hand() -> None:
    assert run_interpolator([0, 1, 3], [1, 3, 2], [-1, 0.5, 2, 3, 5]).tolist() == [1, 2, 2.5, 2, 2]
    assert run_interpolator([1, 2], [0, 4], [0, 1.25, 9]).tolist() == [0, 1, 4]
    assert run_interpolator([1], [4], [0, 9]).tolist() == [4, 4]
    assert run_interpolator(np.array([1, 2], dtype=np.uint8), np.array([4, 0], dtype=np.uint8), [1.5]).tolist() == [2]


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=12, unique=True), st.integers(0, 99))
def test_interpolator_agrees_with_np_interp(points: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    xs, ys = np.sort(points) / 4, rng.normal(size=len(points))
    at = rng.uniform(-20, 20, 50)
    np.testing.assert_allclose(run_interpolator(xs, ys, at), np.interp(at, xs, ys), rtol=0, atol=1e-9)


@pytest.mark.parametrize(("intervals", "worst"), [(4, 0.2105), (8, 0.0704), (16, 0.0188), (32, 0.0048), (64, 0.0012)])
def test_sine_is_approached_as_fast_as_theory_says(intervals: int, worst: float) -> None:
    xs = np.linspace(0, 2 * np.pi, intervals + 1)
    at = np.linspace(0, 2 * np.pi, 20_001)
    error = np.max(np.abs(run_interpolator(xs, np.sin(xs), at) - np.sin(at)))
    assert error == pytest.approx(worst, abs=5.1e-5)
    assert error <= (2 * np.pi / intervals) ** 2 / 8


@pytest.mark.parametrize("xs", [[0.0, 0.0], [1.0, 0.0], [0.0, np.nan], []])
def test_points_out_of_order_are_refused(xs: list[float]) -> None:
    with pytest.raises(ValueError, match="strictly increasing"):
        layers.relu_interpolator(np.array(xs), np.zeros(len(xs)))


def test_collapse_by_hand() -> None:
    stack = [
        {"W": np.array([[1.0, 2], [3, 4]]), "b": np.array([1.0, -3])},
        {"W": np.array([[2.0], [1]]), "b": np.array([0.5])},
        {"W": np.array([[-1.0, 3]]), "b": np.array([0.0, 1])},
    ]
    W, b = layers.collapse_linear(stack[:2])
    assert (W.tolist(), b.tolist()) == ([[4], [10]], [-0.5])
    W, b = layers.collapse_linear(stack)
    assert (W.tolist(), b.tolist()) == ([[-4, 12], [-10, 30]], [0.5, -0.5])


@given(SIZES)
def test_a_collapsed_stack_says_the_same(sizes: list[int]) -> None:
    params, X = random_params(sizes), np.random.default_rng(1).normal(size=(4, sizes[0]))
    W, b = layers.collapse_linear(params)
    stacked, _ = layers.mlp_forward(X, params, ["linear"] * len(params))
    np.testing.assert_allclose(layers.dense_forward(X, W, b), stacked, rtol=1e-9, atol=1e-9)


def test_one_collapsed_layer_is_a_copy() -> None:
    params = random_params([3, 2])
    for found, given_array in zip(layers.collapse_linear(params), params[0].values(), strict=True):
        assert not np.shares_memory(found, given_array)
        np.testing.assert_array_equal(found, given_array)


def test_dead_units_by_hand() -> None:
    found = layers.dead_unit_fraction(np.array([[-1.0, -1, 1], [-2, 3, 1]]))
    assert type(found) is float
    assert found == pytest.approx(1 / 3)
    assert layers.dead_unit_fraction(np.array([[0.0, -0.0, 5e-324]])) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: layers.neuron_output(np.zeros(2), np.zeros(3), 0.0, "relu"), r"got \(2,\) and \(3,\)"),
        (lambda: layers.neuron_output(np.zeros((1, 2)), np.zeros((1, 2)), 0.0, "relu"), r"got \(1, 2\) and \(1, 2\)"),
        (lambda: layers.dense_forward(np.zeros((2, 3)), np.zeros((2, 3)), np.zeros(3)), "transposed"),
        (lambda: layers.dense_forward(np.zeros((2, 3)), np.zeros(3), np.zeros(())), r"\(3,\) and \(\)"),
        (lambda: layers.dense_forward_column(np.zeros(2), np.zeros((3, 2)), np.zeros((3, 1))), r"\(2,\)"),
        (lambda: layers.from_column_convention(np.zeros((3, 2, 1)), np.zeros((3, 1))), r"\(3, 2, 1\)"),
        (lambda: layers.relu_interpolator(np.zeros((3, 1)), np.zeros((3, 1))), r"got \(3, 1\) and \(3, 1\)"),
        (lambda: layers.dense_forward(np.zeros((3, 2)), np.zeros((2, 3)), np.zeros((3, 1))), r"\(3, 1\)"),
        (lambda: layers.dense_forward(np.zeros(2), np.zeros((2, 3)), np.zeros(3)), r"got \(2,\)"),
        (lambda: layers.from_column_convention(np.zeros((2, 3)), np.zeros(2)), r"got \(2, 3\) and \(2,\)"),
        (lambda: layers.dense_forward_column(np.zeros((3, 3)), np.zeros((3, 3)), np.zeros(3)), r"and \(3,\)"),
        (lambda: layers.dense_forward_column(np.zeros((2, 3)), np.zeros((2, 3)), np.zeros((2, 1))), "transposed"),
        (lambda: layers.relu_interpolator(np.zeros(2), np.zeros(3)), r"got \(2,\) and \(3,\)"),
        (lambda: layers.collapse_linear([*random_params([2, 3]), *random_params([4, 1])]), r"\(1, 3\), \(4, 1\)"),
        (lambda: layers.dead_unit_fraction(np.zeros(3)), r"got \(3,\)"),
    ],
)
def test_shapes_that_do_not_fit_are_a_sentence(call: Any, says: str) -> None:
    with pytest.raises(ShapeError, match=says):
        call()


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: layers.count_params([]), "layer_sizes is empty"),
        (lambda: layers.collapse_linear([]), "nothing to collapse"),
        (lambda: layers.dead_unit_fraction(np.zeros((0, 3))), r"shape \(0, 3\)"),
        (lambda: layers.mlp_forward(np.zeros((1, 2)), [], []), "0 layers and 0"),
        (lambda: layers.mlp_forward(np.zeros((1, 2)), random_params([2, 1]), []), "1 layers and 0"),
        (lambda: layers.mlp_forward(np.zeros((1, 2)), random_params([2, 1]), ["swish"]), "no activation 'swish'"),
    ],
)
def test_what_can_not_be_is_a_sentence(call: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        call()


def test_the_array_module_is_the_arguments() -> None:
    X, params = np.array([[1.0, 2], [0, -3]]), random_params([2, 3, 2])
    strict = [{key: strict_xp.asarray(array) for key, array in layer.items()} for layer in params]
    A, _ = layers.mlp_forward(strict_xp.asarray(X), strict, ["relu", "softmax"])
    np.testing.assert_array_equal(A.to_numpy(), layers.mlp_forward(X, params, ["relu", "softmax"])[0])
    W, _ = layers.collapse_linear(strict)
    np.testing.assert_array_equal(W.to_numpy(), layers.collapse_linear(params)[0])
    assert layers.dead_unit_fraction(strict_xp.asarray(X)) == 0.0
    points = strict_xp.asarray(np.array([0.0, 1.0]))
    assert layers.relu_interpolator(points, points)[1]["W"].tolist() == [[1], [-1]]
    x = strict_xp.asarray(np.array([1.0, 2.0]))
    assert layers.neuron_output(x, x, 0.0, "step") == 1.0
    assert layers.from_column_convention(strict_xp.asarray(X), strict_xp.asarray(X[:, :1]))[1].tolist() == [1, 0]


def test_neither_biases_nor_points_are_written_into() -> None:
    """Also where the result has the shape of an argument: one sample, one point."""
    W, b = np.array([[1.0, 2.0]]).T, np.array([[3.0], [4.0]])
    assert layers.dense_forward_column(np.array([[5.0]]), W, b).tolist() == [[8.0], [14.0]]
    assert b.tolist() == [[3.0], [4.0]]
    ys = np.array([7.0, 9.0])
    layers.relu_interpolator(np.array([0.0, 1.0]), ys)[1]["b"][:] = 0
    assert ys.tolist() == [7.0, 9.0]
