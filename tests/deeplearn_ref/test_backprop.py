"""Backpropagation against hand-worked numbers and against differences of the loss along random directions."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from autograder.sandbox import strict_xp
from deeplearn_ref import backprop, losses
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.layers import mlp_forward

P = np.array([[0.1, 0.2, 0.7], [0.5, 0.3, 0.2]])


def slope_along(function: Any, at: np.ndarray, direction: np.ndarray, h: float = 1e-5) -> float:
    return float(function(at + h * direction) - function(at - h * direction)) / (2 * h)


def test_a_neuron_by_hand() -> None:
    found = backprop.neuron_backward(1.5, 2, -1, 1)
    expected = {"dC_da": -0.119203, "da_dz": 0.104994, "dC_dw": -0.018773, "dC_db": -0.012516, "dC_dx": -0.025031}
    assert found == pytest.approx(expected, abs=5e-7)
    assert {type(value) for value in found.values()} == {float}


@pytest.mark.parametrize(
    ("nodes", "values", "grads"),
    [
        (
            [("input", 2), ("input", 3), ("mul", 0, 1), ("add", 2, 0), ("relu", 3), ("mul", 4, 0)],
            [2, 3, 6, 8, 8, 16],
            [16, 4, 2, 2, 2, 1],
        ),
        (
            [("input", -2), ("input", 3), ("relu", 0), ("mul", 1, 1), ("add", 2, 3), ("mul", 4, 1)],
            [-2, 3, 0, 9, 9, 27],
            [0, 27, 3, 3, 3, 1],
        ),
        ([("input", 0), ("relu", 0), ("add", 1, 1)], [0, 0, 0], [0, 2, 1]),
        ([("input", 3), ("add", 0, 0), ("mul", 1, 0)], [3, 6, 18], [12, 3, 1]),
        ([("input", 0.5), ("relu", 0), ("mul", 1, 0)], [0.5, 0.5, 0.25], [1, 0.5, 1]),
        ([("input", 5)], [5], [1]),
        ([("input", 5), ("input", 7), ("relu", 0)], [5, 7, 5], [1, 0, 1]),
    ],
)
def test_graphs_by_hand(nodes: Any, values: list[float], grads: list[float]) -> None:
    found = backprop.graph_backward(nodes)
    assert (found[0].tolist(), found[1].tolist()) == (values, grads)


@pytest.mark.parametrize(
    "nodes",
    [[], [("sub", 0, 0)], [("relu", 0)], [("input", 1), ("add", 0)], [("input", 1), ("add", 0, -1)], [()]],
)
def test_graphs_that_are_none(nodes: Any) -> None:
    with pytest.raises(ValueError, match=r"Node|empty"):
        backprop.graph_backward(nodes)


@pytest.mark.parametrize(
    ("kind", "dA", "Z", "expected"),
    [
        ("relu", [5, -7], [-1, 2], [0, -7]),
        ("relu", [5], [0], [0]),
        ("leaky_relu", [5, 5], [0, 1], [0.05, 5]),
        ("sigmoid", [2], [1], [0.393223866]),
        ("tanh", [2], [1], [0.839948683]),
        ("linear", [5, -7], [-1, 2], [5, -7]),
    ],
)
def test_activation_backward_by_hand(kind: str, dA: Any, Z: Any, expected: Any) -> None:
    given_dA = np.array([dA], dtype=float)
    found = backprop.activation_backward(given_dA, np.array([Z], dtype=float), kind)
    np.testing.assert_allclose(found, [expected], rtol=1e-8)
    found[:] = 99
    assert given_dA.tolist() == [dA]


def test_dense_backward_by_hand() -> None:
    X, W = np.array([[1.0, 2], [3, 4], [5, 6]]), np.array([[1, -1], [2, 0.5]])
    dX, dW, db = backprop.dense_backward(np.array([[0.1, 0.2], [0.3, -0.4], [0, 1]]), X, W)
    np.testing.assert_allclose(dX, [[-0.1, 0.3], [0.7, 0.4], [-1, 0.5]], atol=1e-12)
    np.testing.assert_allclose(dW, [[1, 4], [1.4, 4.8]])
    np.testing.assert_allclose(db, [0.4, 0.8])


def test_loss_gradients_by_hand() -> None:
    np.testing.assert_array_equal(backprop.mse_backward(np.zeros((3, 4)), np.full((3, 4), 3.0)), 0.5)
    found = backprop.mse_backward(np.array([[1, 2, 3]], dtype=np.uint8), np.array([[1, 4, 0]], dtype=np.uint8))
    np.testing.assert_allclose(found, [[0, 4 / 3, -2]])
    np.testing.assert_allclose(
        backprop.bce_sigmoid_backward(np.array([[1], [0]]), np.array([[0.1], [0.4]])), [[-0.45], [0.2]]
    )
    probabilities = P.copy()
    found = backprop.softmax_ce_backward(np.array([2, 0]), probabilities)
    np.testing.assert_allclose(found, [[0.05, 0.1, -0.15], [-0.25, 0.15, 0.1]])
    np.testing.assert_array_equal(probabilities, P)
    assert backprop.softmax_ce_backward(np.array([2, 0]), P.astype(np.float32)).dtype == np.float32


@pytest.mark.parametrize("hidden", ["relu", "leaky_relu", "sigmoid", "tanh", "linear"])
@pytest.mark.parametrize(
    ("sizes", "last"),
    [
        ([2, 3, 1], "sigmoid"),
        ([2, 4, 6, 6, 4, 1], "sigmoid"),
        ([4, 5, 3], "softmax"),
        ([3, 4, 2], "linear"),
        ([4, 3], "softmax"),
    ],
)
@pytest.mark.parametrize("m", [1, 5, 16])
def test_a_network_agrees_with_its_loss_along_random_directions(
    hidden: str, sizes: list[int], last: str, m: int
) -> None:
    rng = np.random.default_rng(m)
    names = [hidden] * (len(sizes) - 2) + [last]
    while True:  # redrawn until no pre-activation is near a kink
        X = rng.normal(size=(m, sizes[0]))
        params = [{"W": rng.normal(size=s), "b": rng.normal(0, 0.1, s[1])} for s in pairwise(sizes)]
        A, caches = mlp_forward(X, params, names)
        if all(np.abs(cache["Z"]).min() > 1e-3 for cache in caches[:-1]):
            break
    labels, y = rng.integers(0, sizes[-1], m), rng.integers(0, 2, (m, sizes[-1])).astype(float)

    def loss(net: Any) -> float:
        Z = mlp_forward(X, net, names)[1][-1]["Z"]
        if last == "softmax":
            return losses.softmax_cross_entropy_with_logits(labels, Z)
        return losses.bce_with_logits(y, Z) if last == "sigmoid" else losses.mse(y, Z)

    dZ = {
        "softmax": lambda: backprop.softmax_ce_backward(labels, A),
        "sigmoid": lambda: backprop.bce_sigmoid_backward(y, A),
        "linear": lambda: backprop.mse_backward(y, A),
    }[last]()
    before = [[array.copy() for array in layer.values()] for layer in (*params, *caches)]
    grads = backprop.mlp_backward(dZ, params, caches, names)
    for layer, copies in zip((*params, *caches), before, strict=True):
        for array, copy in zip(layer.values(), copies, strict=True):
            np.testing.assert_array_equal(array, copy)
    for index, layer in enumerate(params):
        for key in ("W", "b"):
            direction = rng.normal(size=layer[key].shape)

            def moved(value: np.ndarray, index: int = index, key: str = key) -> float:
                return loss([{**other, key: value} if i == index else other for i, other in enumerate(params)])

            numeric = slope_along(moved, layer[key], direction)
            assert np.sum(grads[index][key] * direction) == pytest.approx(numeric, rel=1e-5, abs=1e-8)


def test_prelu_by_hand() -> None:
    Z, dA = np.array([[-1.0, 2], [-3, -4]]), np.array([[1.0, 10], [100, 1000]])
    dZ, da = backprop.prelu_backward(dA, Z, np.array([0.1, 0.2]))
    np.testing.assert_allclose(dZ, [[0.1, 10], [10, 200]])
    assert da.tolist() == [-301, -4000]
    dZ, da = backprop.prelu_backward(np.ones((1, 1)), np.zeros((1, 1)), np.array([0.25]))
    assert (dZ.tolist(), da.tolist()) == ([[0.25]], [0])


def test_costs_by_hand() -> None:
    sizes = [2, 4, 6, 6, 4, 1]
    assert backprop.pass_costs(sizes) == {"forward": 96, "dW": 96, "dX": 88, "ratio": 184 / 96}
    assert backprop.pass_costs(sizes, 10) == {"forward": 960, "dW": 960, "dX": 880, "ratio": 184 / 96}
    assert backprop.pass_costs([3, 2])["ratio"] == 1
    with pytest.raises(ValueError, match="two sizes"):
        backprop.pass_costs([3])


@pytest.mark.parametrize(
    "call",
    [
        lambda: backprop.activation_backward(np.zeros((1, 2)), np.zeros((2, 1)), "relu"),
        lambda: backprop.dense_backward(np.zeros((2, 1)), np.zeros((3, 2)), np.zeros((2, 1))),
        lambda: backprop.mse_backward(np.zeros(3), np.zeros((3, 1))),
        lambda: backprop.bce_sigmoid_backward(np.zeros(3), np.zeros((3, 1))),
        lambda: backprop.softmax_ce_backward(np.zeros(2, dtype=int), np.zeros((3, 2))),
        lambda: backprop.dense_backward(np.zeros((2, 1, 5)), np.zeros((2, 3)), np.zeros((3, 1))),
        lambda: backprop.dense_backward(np.zeros((2, 1)), np.zeros((2, 3, 4)), np.zeros((3, 1))),
        lambda: backprop.dense_backward(np.zeros((2, 1)), np.zeros((2, 3)), np.zeros((2, 1))),
        lambda: backprop.bce_sigmoid_backward(np.zeros((2, 1, 1)), np.zeros((2, 1, 1))),
        lambda: backprop.bce_sigmoid_backward(np.zeros((2, 2)), np.zeros((2, 2))),
        lambda: backprop.softmax_ce_backward(np.zeros(3, dtype=int), np.zeros(3)),
        lambda: backprop.prelu_backward(np.zeros((2, 2)), np.zeros((2, 2)), np.zeros(3)),
        lambda: backprop.prelu_backward(np.zeros((2, 2, 2)), np.zeros((2, 2, 2)), np.zeros((2, 2))),
        lambda: backprop.prelu_backward(np.zeros((1, 2)), np.zeros((2, 2)), np.zeros(2)),
    ],
)
def test_shapes_that_do_not_fit_are_a_sentence(call: Any) -> None:
    with pytest.raises(ShapeError, match="must"):
        call()


@pytest.mark.parametrize(
    "call",
    [
        lambda: backprop.mse_backward(np.zeros((0, 1)), np.zeros((0, 1))),
        lambda: backprop.bce_sigmoid_backward(np.zeros((0, 1)), np.zeros((0, 1))),
        lambda: backprop.softmax_ce_backward(np.zeros(0, dtype=int), np.zeros((0, 2))),
        lambda: backprop.mlp_backward(np.zeros((1, 1)), [], [], []),
        lambda: backprop.activation_backward(np.zeros((1, 2)), np.zeros((1, 2)), "softmax"),
    ],
)
def test_what_can_not_be_is_a_value_error(call: Any) -> None:
    with pytest.raises(ValueError, match=r"empty|0 layers|whole row"):
        call()


def test_the_array_module_is_the_arguments() -> None:
    s = strict_xp.asarray(P)
    for found in (
        backprop.activation_backward(s, s, "tanh"),
        backprop.mse_backward(s, s),
        backprop.softmax_ce_backward(strict_xp.asarray(np.array([2, 0])), s),
        backprop.bce_sigmoid_backward(s[:, :1], s[:, 1:2]),
        *backprop.dense_backward(s, s, strict_xp.asarray(np.ones((3, 3)))),
        *backprop.prelu_backward(s, s, s[0]),
    ):
        assert isinstance(found, strict_xp.StrictArray)


def test_lists_that_do_not_fit_are_refused() -> None:
    params = [{"W": np.ones((1, 1)), "b": np.zeros(1)}] * 2
    with pytest.raises(ValueError, match=r"2 .*1 .*2"):
        backprop.mlp_backward(
            np.zeros((1, 1)), params, [{"A_prev": np.ones((1, 1)), "Z": np.ones((1, 1))}], ["relu"] * 2
        )


@pytest.mark.parametrize(("sizes", "m"), [([2, 0], 1), ([3, 2], 0)])
def test_nothing_costs_nothing_is_no_question(sizes: list[int], m: int) -> None:
    with pytest.raises(ValueError, match="sizes"):
        backprop.pass_costs(sizes, m)


def test_probabilities_of_small_integers() -> None:
    """0 - 1 is no uint8."""
    found = backprop.softmax_ce_backward(np.array([0]), np.array([[0, 1]], dtype=np.uint8))
    assert found.tolist() == [[-1.0, 1.0]]
