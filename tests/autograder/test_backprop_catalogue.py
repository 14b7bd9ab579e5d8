"""Lesson 07: the catalogued mistakes give, on small probes, the numbers that were worked out for them."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from autograder.checking.cases import Exercise, Misconception
from autograder.checking.rehearsal import steps_of
from autograder.exercises.backprop import LESSON, wrong_gradcheck, wrong_graph, wrong_layer, wrong_losses, wrong_network
from autograder.sandbox.doubles import networks
from autograder.sandbox.steps import Call
from deeplearn_ref import backprop as ref

JOINED = [("input", 2.0), ("input", 3.0), ("mul", 0, 1), ("add", 2, 0), ("relu", 3), ("mul", 4, 0)]
SQUARED = [("input", -2.0), ("input", 3.0), ("relu", 0), ("mul", 1, 1), ("add", 2, 3), ("mul", 4, 1)]
KINK = [("input", 0.0), ("relu", 0), ("add", 1, 1)]
DENSE = (
    np.array([[0.1, 0.2], [0.3, -0.4], [0.0, 1.0]]),
    np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]),
    np.array([[1.0, -1.0], [2.0, 0.5]]),
)
PRELU = (np.array([[1.0, 10.0], [100.0, 1000.0]]), np.array([[-1.0, 2.0], [-3.0, -4.0]]), np.array([0.1, 0.2]))
LABELS, SHARES = np.array([2, 0]), np.array([[0.1, 0.2, 0.7], [0.5, 0.3, 0.2]])
CIRCLES = [2, 4, 6, 6, 4, 1]


def variant(catalogue: Sequence[Misconception], name: str) -> Callable[..., Any]:
    (found,) = [one.variant for one in catalogue if one.name == name]
    assert callable(found)
    return found


def test_points_are_those_of_the_plan() -> None:
    points = {e.alias: e.points for e in LESSON.exercises}
    assert points == {f"L07-E{i}": p for i, p in enumerate([3, 3, 3, 4, 2, 3, 3, 5, 4, 4, 2], start=1)}
    assert sum(points.values()) == 36


@pytest.mark.parametrize(
    ("name", "key", "expected"),
    [
        ("slope_left_out", "dC_dw", -0.178804),
        ("slope_at_a", "dC_dw", -0.037040),
        ("w_for_x", "dC_dw", -0.025031),
        ("factor_two", "dC_dw", -0.037547),
        ("sign", "dC_da", 0.119203),
        ("sign", "dC_dx", 0.025031),
    ],
)
def test_a_neuron(name: str, key: str, expected: float) -> None:
    assert variant(wrong_graph.NEURON, name)(1.5, 2.0, -1.0, 1.0)[key] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "graph", "expected"),
    [
        ("overwritten", JOINED, [6, 4, 2, 2, 2, 1]),
        ("front_to_back", JOINED, [8, 0, 0, 0, 2, 1]),
        ("own_factor", JOINED, [26, 24, 8, 8, 8, 1]),
        ("upstream_left_out", JOINED, [12, 2, 1, 1, 2, 1]),
        ("repeated_once", SQUARED, [0, 18, 3, 3, 3, 1]),
        ("relu_let_through", SQUARED, [3, 27, 3, 3, 3, 1]),
        ("relu_masks_the_gradient", SQUARED, [3, 27, 3, 3, 3, 1]),
        ("kink_is_one", KINK, [2, 2, 1]),
    ],
)
def test_a_graph(name: str, graph: list[tuple[Any, ...]], expected: list[float]) -> None:
    values, grads = variant(wrong_graph.GRAPH, name)(graph)
    assert grads.tolist() == expected
    assert values.tolist() == ref.graph_backward(graph)[0].tolist()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mask_from_dA", [[5, 0]]),
        ("dA_left_out", [[0, 1]]),
        ("unchanged", [[5, -7]]),
        ("times_the_activation", [[0, -14]]),
    ],
)
def test_an_activation(name: str, expected: list[list[float]]) -> None:
    dA, Z = np.array([[5.0, -7.0]]), np.array([[-1.0, 2.0]])
    assert variant(wrong_layer.ACTIVATION, name)(dA, Z, "relu").tolist() == expected


@pytest.mark.parametrize("kind", ["sigmoid", "tanh"])
def test_an_activation_that_takes_Z_for_A(kind: str) -> None:
    assert variant(wrong_layer.ACTIVATION, "Z_taken_for_A")(np.array([[2.0]]), np.array([[1.0]]), kind) == [[0.0]]


def test_an_activation_that_hands_back_or_changes_its_argument() -> None:
    dA, Z = np.array([[5.0, -7.0]]), np.array([[-1.0, 2.0]])
    assert variant(wrong_layer.ACTIVATION, "dA_handed_back")(dA, Z, "linear") is dA
    variant(wrong_layer.ACTIVATION, "in_place")(dA, Z, "relu")
    assert dA.tolist() == [[0.0, -7.0]]


def test_a_dense_layer() -> None:
    dX, dW, db = variant(wrong_layer.DENSE, "divided_by_m")(*DENSE)
    np.testing.assert_allclose(dW, [[1 / 3, 4 / 3], [1.4 / 3, 1.6]])
    np.testing.assert_allclose(db, [0.4 / 3, 0.8 / 3])
    np.testing.assert_allclose(dX, [[-0.1, 0.3], [0.7, 0.4], [-1, 0.5]])
    np.testing.assert_allclose(variant(wrong_layer.DENSE, "bias_over_units")(*DENSE)[2], [0.3, -0.1, 1.0])
    np.testing.assert_allclose(variant(wrong_layer.DENSE, "bias_keeps_axis")(*DENSE)[2], [[0.4, 0.8]])
    np.testing.assert_allclose(variant(wrong_layer.DENSE, "bias_mean")(*DENSE)[2], [0.4 / 3, 0.8 / 3])
    np.testing.assert_allclose(variant(wrong_layer.DENSE, "weights_transposed")(*DENSE)[1], [[1, 1.4], [4, 4.8]])
    np.testing.assert_allclose(
        variant(wrong_layer.DENSE, "inputs_through_W")(*DENSE)[0], [[0.5, 0], [-0.5, -0.5], [2, 0.5]], atol=1e-12
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("averaged", [-150.5, -2000]),
        ("one_slope_for_all", -4301),
        ("dA_left_out", [-4, -4]),
        ("over_units", [-1, -4300]),
        ("positive_side_too", [-301, -3980]),
    ],
)
def test_a_learnt_slope(name: str, expected: Any) -> None:
    assert np.asarray(variant(wrong_layer.PRELU, name)(*PRELU)[1]).tolist() == expected


def test_a_learnt_slope_behind_a_closed_gate() -> None:
    assert variant(wrong_layer.PRELU, "closed_gate")(*PRELU)[0].tolist() == [[0, 10], [0, 0]]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("divided_by_m_only", 2),
        ("half_convention", 0.25),
        ("half_and_divided_by_m", 1),
        ("not_divided", 6),
        ("divided_by_k_only", 1.5),
        ("sign", -0.5),
    ],
)
def test_the_squared_error(name: str, expected: float) -> None:
    np.testing.assert_allclose(
        variant(wrong_losses.MSE, name)(np.zeros((3, 4)), np.full((3, 4), 3.0)), np.full((3, 4), expected)
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("no_mean", [-0.9, 0.4]),
        ("sign", [0.45, -0.2]),
        ("times_the_slope", [-0.0405, 0.048]),
        ("by_p", [-5, 0.833333]),
    ],
)
def test_the_binary_cross_entropy(name: str, expected: list[float]) -> None:
    dZ = variant(wrong_losses.BCE, name)(np.array([[1.0], [0.0]]), np.array([[0.1], [0.4]]))
    np.testing.assert_allclose(dZ[:, 0], expected, atol=1e-6)


def test_labels_broadcast() -> None:
    assert variant(wrong_losses.BCE, "broadcast")(np.array([1.0, 0.0]), np.array([[0.1], [0.4]])).shape == (2, 2)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("no_mean", [[0.1, 0.2, -0.3], [-0.5, 0.3, 0.2]]),
        ("sign", [[-0.05, -0.1, 0.15], [0.25, -0.15, -0.1]]),
        ("divided_by_classes", [[0.1 / 3, 0.2 / 3, -0.1], [-0.5 / 3, 0.1, 0.2 / 3]]),
        ("divided_by_all", [[0.1 / 6, 0.2 / 6, -0.05], [-0.5 / 6, 0.05, 0.2 / 6]]),
        ("slope_of_a_sigmoid", [[0.045, 0.08, 0.105], [0.125, 0.105, 0.08]]),
        ("whole_columns", [[-0.45, 0.1, -0.15], [-0.25, 0.15, -0.4]]),
    ],
)
def test_the_cross_entropy_of_classes(name: str, expected: list[list[float]]) -> None:
    np.testing.assert_allclose(variant(wrong_losses.SOFTMAX, name)(LABELS, SHARES), expected)


def test_the_cross_entropy_in_place() -> None:
    P = SHARES.copy()
    variant(wrong_losses.SOFTMAX, "in_place")(LABELS, P)
    np.testing.assert_allclose(P, [[0.05, 0.1, -0.15], [-0.25, 0.15, 0.1]])


@pytest.mark.parametrize(
    ("name", "dX", "ratio"),
    [
        ("inputs_counted", 96, 2.0),
        ("backward_like_forward", 88, 1.0),
        ("last_layer_left_out", 92, 188 / 96),
        ("only_dX", 88, 88 / 96),
    ],
)
def test_a_count(name: str, dX: int, ratio: float) -> None:
    costs = variant(wrong_network.COSTS, name)(CIRCLES)
    assert (costs["forward"], costs["dW"], costs["dX"]) == (96, 96, dX)
    assert costs["ratio"] == pytest.approx(ratio)


# A chain of two units by hand: x = 5, W = 2 and 3, ReLU inside, so Z = 10 and 30.
CHAIN: list[dict[str, Any]] = [{"W": np.array([[w]]), "b": np.zeros(1)} for w in (2.0, 3.0)]
CACHES: list[dict[str, Any]] = [
    {"A_prev": np.array([[5.0]]), "Z": np.array([[10.0]]), "A": np.array([[10.0]])},
    {"A_prev": np.array([[10.0]]), "Z": np.array([[30.0]]), "A": np.array([[30.0]])},
]


@pytest.mark.parametrize(
    ("name", "weights", "biases"),
    [
        ("A_for_A_prev", [30, 30], [3, 1]),
        ("biases_zero", [15, 10], [0, 0]),
        ("last_layer_first", [10, 15], [1, 3]),
    ],
)
def test_a_chain(name: str, weights: list[float], biases: list[float]) -> None:
    grads = variant(wrong_network.MLP, name)(np.array([[1.0]]), CHAIN, CACHES, ["relu", "linear"])
    assert [layer["W"].item() for layer in grads] == weights
    assert [layer["b"].item() for layer in grads] == biases


def test_a_chain_whose_weights_move_too_early() -> None:
    params = [{name: array.copy() for name, array in layer.items()} for layer in CHAIN]
    grads = variant(wrong_network.MLP, "updated_too_early")(np.array([[1.0]]), params, CACHES, ["relu", "linear"])
    assert params[1]["W"].item() == pytest.approx(2.0)  # 3 - 0.1 · 10
    assert grads[0]["W"].item() == pytest.approx(10.0)  # 2 · 5 in place of 3 · 5


SQUARES = [{"W": np.array([[3.0, 0.0]]), "b": np.array([4.0])}]
"""For the loss 1/2 ‖p‖² the gradient is p itself: (3, 0, 4), of length 5."""


def half_squares(params: Any) -> float:
    return 0.5 * float(sum(np.sum(array**2) for layer in params for array in layer.values()))


@pytest.mark.parametrize(
    ("name", "factor", "expected"),
    [
        ("absolute", 2.0, 5.0),
        ("weights_only", 2.0, 1 / 3),
        ("larger_length", 2.0, 0.5),
        ("squared", 2.0, 0.2),
        ("divided_by_h", 2.0, 0.0),
        ("divided_by_h", 1.0, 1 / 3),
    ],
)
def test_a_check(name: str, factor: float, expected: float) -> None:
    grads = [{key: factor * array for key, array in SQUARES[0].items()}]
    assert variant(wrong_gradcheck.CHECK, name)(half_squares, SQUARES, grads) == pytest.approx(expected, abs=1e-4)


def test_a_check_of_the_weights_only_misses_a_wrong_bias() -> None:
    grads = [{"W": SQUARES[0]["W"], "b": -SQUARES[0]["b"]}]
    assert variant(wrong_gradcheck.CHECK, "weights_only")(half_squares, SQUARES, grads) < 1e-6


def test_a_mean_of_ratios_drowns_in_a_tiny_entry() -> None:
    """The second weight is 0, its right gradient too; a claim of 1e-9 there is harmless, but a ratio of 1."""
    grads = [{"W": np.array([[3.0, 1e-9]]), "b": np.array([4.0])}]
    assert variant(wrong_gradcheck.CHECK, "mean_of_ratios")(half_squares, SQUARES, grads) > 0.3
    assert ref_check(half_squares, grads) < 1e-6


def ref_check(loss: Callable[[Any], float], grads: Any) -> float:
    (function,) = LESSON.exercise("gradient_check").reference
    return float(function(loss, SQUARES, grads))


# The networks of the cases ------------------------------------------------------------------------------------


def backward_calls(exercise: Exercise, seed: int) -> list[tuple[Any, ...]]:
    """Return what `mlp_backward` is called with in the cases about values, with dZ of shape (m, n_out)."""
    found = []
    for case in exercise.cases:
        if case.group.value in ("value", "shape", "edge"):
            found += [step.args for step in steps_of(case, seed) if isinstance(step, Call)]
    return found


@pytest.mark.parametrize("seed", range(3))
def test_the_gradients_asked_are_those_of_a_loss(seed: int) -> None:
    """Are the reference's gradients right on the very networks that are asked? By differences, away from kinks."""
    asked = backward_calls(LESSON.exercise("mlp_backward"), seed)
    assert {tuple(array["W"].shape[0] for array in args[1]) for args in asked} >= {
        (2, 4, 6, 6, 4),
        (4, 5),
        (4,),
        (3, 4),
    }
    for dZ, params, caches, names in asked:
        if len(params) == 2 and caches[0]["Z"][0, 0] == 1.0:  # worked out by hand, away from any loss
            continue
        assert all(np.abs(cache["Z"]).min() > 1e-3 for cache in caches[:-1])
        grads = ref.mlp_backward(dZ, params, caches, names)

        def pull(moved: Any, dZ: Any = dZ, caches: Any = caches, names: Any = names) -> float:
            """Return sum(dZ · Z_last), whose gradient is what a loss with this dZ has."""
            A = caches[0]["A_prev"]
            for layer, name in zip(moved, names, strict=False):
                Z = A @ layer["W"] + layer["b"]
                A = networks.HIDDEN[name](Z) if name in networks.HIDDEN else Z
            return float(np.sum(dZ * Z))

        worst, size = 0.0, 0.0
        for at, layer in enumerate(params):
            for key, array in layer.items():
                for index in np.ndindex(*array.shape):
                    ends = []
                    for step in (1e-5, -1e-5):
                        moved = [dict(one) for one in params]
                        moved[at][key] = array.copy()
                        moved[at][key][index] += step
                        ends.append(pull(moved))
                    slope = float(ends[0] - ends[1]) / 2e-5
                    worst = max(worst, abs(slope - float(grads[at][key][index])))
                size = max(size, abs(slope))
        assert worst < 1e-6 * max(size, 1.0)


def test_the_stand_in_losses_are_those_of_the_course() -> None:
    """Two samples by hand: Z = x w + b with w = 1, b = 0 leaves the losses of lesson 4."""
    params = [{"W": np.eye(2), "b": np.zeros(2)}]
    X = np.array([[1.0, 3.0], [0.0, 0.0]])
    assert networks.mean_loss(X, np.zeros((2, 2)), [], "mse")(params) == pytest.approx(10 / 4)
    assert networks.mean_loss(X, np.array([1, 0]), [], "softmax")(params) == pytest.approx(
        (np.log1p(np.exp(-2.0)) + np.log(2.0)) / 2
    )
    one = [{"W": np.array([[1.0]]), "b": np.zeros(1)}]
    assert networks.mean_loss(np.array([[0.0], [2.0]]), np.array([[1.0], [0.0]]), [], "bce")(one) == pytest.approx(
        (np.log(2.0) + np.log1p(np.exp(2.0))) / 2
    )
