"""Regularization: splits by hand, dropout's statistics, gradients by differences."""

from itertools import pairwise

import numpy as np
import pytest

from deeplearn_ref.backprop import mlp_backward, mse_backward
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.gradcheck import directional_check
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.losses import mse
from deeplearn_ref.regularization import (
    diagnose_fit,
    dropout_backward,
    dropout_forward,
    dropout_mask,
    l2_gradients,
    l2_penalty,
    mlp_backward_dropout,
    mlp_forward_dropout,
    train_val_test_split,
)

from .probes import untouched

MASK = np.array([[True, False, True, True]])


@pytest.mark.parametrize(
    ("m", "val", "test", "sizes"),
    [
        (100, 0.25, 0.2, [55, 25, 20]),
        (7, 0.25, 0.25, [5, 1, 1]),
        (100, 0.29, 0.0, [71, 29, 0]),
        (100, 0.0, 0.29, [71, 0, 29]),
        (10, 0.29999999, 0.0, [8, 2, 0]),
        (3, 0.0, 0.0, [3, 0, 0]),
        (1, 0.0, 0.0, [1, 0, 0]),
    ],
)
def test_split_sizes_and_membership(m: int, val: float, test: float, sizes: list[int]) -> None:
    X = np.arange(2.0 * m).reshape(m, 2)
    parts = untouched(train_val_test_split, X, X[:, 0], val, test, np.random.default_rng(1))
    assert [len(part) for part in parts[::2]] == sizes
    for Xs, ys in zip(parts[::2], parts[1::2], strict=True):
        assert (Xs[:, 0] == ys).all()
        assert Xs.shape[1] == 2
    together = np.concatenate([parts[4], parts[2], parts[0]])  # test, validation, training
    np.testing.assert_array_equal(together, X[np.random.default_rng(1).permutation(m)])


@pytest.mark.parametrize(
    ("m", "val", "test", "says"),
    [
        (10, 0.5, 0.5, "Fractions"),
        (10, -0.1, 0.2, "Fractions"),
        (10, 0.2, -0.1, "Fractions"),
        (10, 0.1, 1.0, "Fractions"),
        (10, 1.0, 0.0, "Fractions"),
        (0, 0.1, 0.1, "No sample"),
        (10, 0.49999999995, 0.5, "No sample"),
    ],
)
def test_split_without_training_samples_is_refused(m: int, val: float, test: float, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        train_val_test_split(np.zeros((m, 1)), np.zeros(m), val, test, np.random.default_rng(0))
    with pytest.raises(ShapeError):
        train_val_test_split(np.zeros((3, 1)), np.zeros(4), 0.1, 0.1, np.random.default_rng(0))


@pytest.mark.parametrize(
    ("train", "val", "target", "gap", "answer"),
    [
        ([1, 0.2], [1, 0.6, 0.9], 0.3, 0.2, "overfit"),
        ([1, 0.2], [1, 0.6, 0.75], 0.3, 0.2, "ok"),
        ([1, 0.5], [1, 0.6, 0.9], 0.3, 0.2, "underfit"),
        ([1, 0.5], [1, 0.5, 0.75], 0.5, 0.25, "ok"),
    ],
)
def test_curves_are_read(train: list[float], val: list[float], target: float, gap: float, answer: str) -> None:
    assert diagnose_fit(np.array(train), np.array(val), target, gap) == answer


def test_no_curve_no_diagnosis() -> None:
    with pytest.raises(ValueError, match="no epoch"):
        diagnose_fit(np.array([]), np.array([1.0]), 1, 1)


def test_l2_by_hand_and_its_gradient_by_differences() -> None:
    params = [
        {"W": np.array([[1.0, 2.0], [3.0, 4.0]]), "b": np.array([10.0, 10.0])},
        {"W": np.array([[2.0], [0.0]]), "b": np.array([5.0])},
    ]
    assert l2_penalty(params[:1], 0.1) == pytest.approx(1.5)
    assert l2_penalty(params, 0.1) == pytest.approx(1.7)
    zero = [{name: np.zeros_like(array) for name, array in layer.items()} for layer in params]
    grads = untouched(l2_gradients, zero, params, 0.1)
    np.testing.assert_allclose(grads[0]["W"], [[0.1, 0.2], [0.3, 0.4]])
    assert grads[1]["b"].tolist() == [0.0]
    rng = np.random.default_rng(0)
    assert directional_check(lambda p: l2_penalty(p, 0.1), params, grads, rng) < 1e-6
    with pytest.raises(ShapeError):
        l2_gradients(zero[:1], params, 0.1)
    with pytest.raises(ShapeError):
        l2_gradients([{"W": np.zeros((2, 1)), "b": np.zeros(2)}, zero[1]], params, 0.1)


def test_mask_is_the_draw_that_the_contract_names_and_independent_for_every_entry() -> None:
    mask = dropout_mask((400, 50), 0.25, np.random.default_rng(0))
    np.testing.assert_array_equal(mask, np.random.default_rng(0).random((400, 50)) >= 0.25)
    assert mask.dtype == np.bool_
    assert abs(mask.mean() - 0.75) < 4 * np.sqrt(0.25 * 0.75 / mask.size)
    assert mask.sum(axis=1).std() > 2  # not the same number in every row
    assert dropout_mask((0, 5), 0.5, np.random.default_rng(0)).shape == (0, 5)
    for rate in (-0.1, 1.0):
        with pytest.raises(ValueError, match="drop_rate"):
            dropout_mask((1, 1), rate, np.random.default_rng(0))


def test_dropout_there_and_back_by_hand() -> None:
    A = np.array([[1.0, 2.0, 3.0, 4.0]])
    np.testing.assert_allclose(untouched(dropout_forward, A, MASK, 0.25), [[4 / 3, 0, 4, 16 / 3]])
    assert untouched(dropout_forward, A, MASK, 0.25, training=False).tolist() == A.tolist()
    dOut = np.array([[1.0, -2.0, 3.0, 4.0]])
    np.testing.assert_allclose(untouched(dropout_backward, dOut, MASK, 0.25), [[4 / 3, 0, 4, 16 / 3]])
    assert dropout_forward(A.astype(np.float32), MASK, 0.25).dtype == np.float32
    for function in (dropout_forward, dropout_backward):
        with pytest.raises(ShapeError):
            function(A, MASK[0], 0.25)


def net(rng: np.random.Generator, *sizes: int) -> list[dict[str, np.ndarray]]:
    return [{"W": rng.normal(0, 0.7, (a, b)), "b": rng.normal(0, 0.1, b)} for a, b in pairwise(sizes)]


def test_without_training_or_rates_it_is_the_plain_network() -> None:
    rng = np.random.default_rng(0)
    params, X, names = net(rng, 3, 5, 4, 2), rng.normal(size=(6, 3)), ["relu", "tanh", "linear"]
    plain, _ = mlp_forward(X, params, names)
    still, caches = mlp_forward_dropout(X, params, names, [0.5, 0.5], training=False)
    np.testing.assert_array_equal(still, plain)
    assert [cache["mask"] for cache in caches] == [None, None, None]
    kept, _ = mlp_forward_dropout(X, params, names, [0.0, 0.0], np.random.default_rng(1))
    np.testing.assert_allclose(kept, plain)


def test_masks_are_drawn_in_layer_order_also_for_a_rate_of_0() -> None:
    rng = np.random.default_rng(0)
    params, X = net(rng, 3, 5, 4, 2), rng.normal(size=(6, 3))
    _, caches = mlp_forward_dropout(X, params, ["tanh", "tanh", "linear"], [0.0, 0.25], np.random.default_rng(7))
    twin = np.random.default_rng(7)
    np.testing.assert_array_equal(caches[0]["mask"], twin.random((6, 5)) >= 0.0)
    np.testing.assert_array_equal(caches[1]["mask"], twin.random((6, 4)) >= 0.25)
    assert caches[2]["mask"] is None
    np.testing.assert_array_equal(caches[2]["A_prev"], caches[1]["A"])
    np.testing.assert_allclose(caches[1]["A"], np.tanh(caches[1]["Z"]) * caches[1]["mask"] / 0.75)


def test_the_mean_over_many_masks_of_a_linear_net_is_the_plain_pass() -> None:
    rng = np.random.default_rng(0)
    params, row = net(rng, 3, 6, 1), rng.normal(size=(1, 3))
    X = np.repeat(row, 20_000, axis=0)
    found, _ = mlp_forward_dropout(X, params, ["linear", "linear"], [0.25], np.random.default_rng(5))
    plain, _ = mlp_forward(row, params, ["linear", "linear"])
    assert abs(found.mean() - plain[0, 0]) < 6 * found.std() / np.sqrt(20_000)


@pytest.mark.parametrize("hidden", ["tanh", "relu", "leaky_relu"])
@pytest.mark.parametrize(
    ("sizes", "rates"), [((2, 5, 4, 1), (0.25, 0.4)), ((3, 6, 2), (0.3,)), ((3, 5, 4, 2), (0.0, 0.4))]
)
@pytest.mark.parametrize("m", [1, 7])
def test_backward_by_differences_along_random_directions(
    hidden: str, sizes: tuple[int, ...], rates: tuple[float, ...], m: int
) -> None:
    rng = np.random.default_rng(3)
    params, X, target = net(rng, *sizes), rng.normal(size=(m, sizes[0])), rng.normal(size=(m, sizes[-1]))
    names = [hidden] * len(rates) + ["linear"]

    def run(p: list[dict[str, np.ndarray]]) -> tuple[np.ndarray, list[dict[str, np.ndarray]]]:
        return mlp_forward_dropout(X, p, names, rates, np.random.default_rng(8))

    out, caches = run(params)
    grads = untouched(mlp_backward_dropout, mse_backward(target, out), params, caches, names, list(rates))
    assert directional_check(lambda p: mse(target, run(p)[0]), params, grads, rng, h=1e-6) < 1e-5


def test_backward_by_hand_and_without_masks() -> None:
    params = [
        {"W": np.array([[0.5, -1, 0.25], [0.25, 0.5, -0.5]]), "b": np.array([0.1, 0.2, -0.3])},
        {"W": np.array([[1.0], [2.0], [-1.0]]), "b": np.array([0.5])},
    ]
    X, mask = np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([[True, False, True], [True, True, False]])
    Z = X @ params[0]["W"] + params[0]["b"]
    A = np.tanh(Z) * mask / 0.75
    caches = [{"A_prev": X, "Z": Z, "A": A, "mask": mask}, {"A_prev": A, "Z": A @ params[1]["W"] + 0.5, "mask": None}]
    dZ = np.array([[1.0], [-2.0]])
    grads = mlp_backward_dropout(dZ, params, caches, ["tanh", "linear"], [0.25])
    np.testing.assert_allclose(grads[0]["b"], [-2.128620, -4.880730, -0.518372], atol=1e-6)
    np.testing.assert_allclose(grads[1]["W"][:, 0], [1.464359, 0.776834, -1.042408], atol=1e-6)
    assert grads[1]["b"].tolist() == [-1.0]
    _, plain = mlp_forward(X, params, ["tanh", "linear"])
    bare = [{**cache, "mask": None} for cache in plain]
    for ours, other in zip(
        mlp_backward_dropout(dZ, params, bare, ["tanh", "linear"], [0.25]),
        mlp_backward(dZ, params, plain, ["tanh", "linear"]),
        strict=True,
    ):
        np.testing.assert_allclose(ours["W"], other["W"])


def test_lists_that_do_not_fit_are_refused() -> None:
    params, X = net(np.random.default_rng(0), 2, 3, 1), np.zeros((1, 2))
    with pytest.raises(ValueError, match="drop rates"):
        mlp_forward_dropout(X, params, ["relu", "linear"], [0.1, 0.1], np.random.default_rng(0))
    with pytest.raises(ValueError, match="generator"):
        mlp_forward_dropout(X, params, ["relu", "linear"], [0.1])
    with pytest.raises(ValueError, match="one entry per layer"):
        mlp_backward_dropout(np.zeros((1, 1)), params, [], ["relu", "linear"], [0.1])


def test_curves_of_other_lengths() -> None:
    assert diagnose_fit(np.array([1.0, 0.9, 0.1]), np.array([0.2]), target=0.3, gap=0.1) == "ok"
    with pytest.raises(ValueError, match="no epoch"):
        diagnose_fit(np.array([1.0]), np.array([]), target=0.3, gap=0.1)


def test_the_penalty_of_large_float32_weights_does_not_overflow() -> None:
    weights = np.full((1, 2), 1e20, np.float32)
    assert l2_penalty([{"W": weights, "b": np.zeros(2)}], 1.0) == pytest.approx(1e40, rel=1e-6)


def test_a_number_equal_to_the_rate_keeps_its_unit() -> None:
    class Fixed:
        def random(self, shape: tuple[int, ...]) -> np.ndarray:
            return np.full(shape, 0.25)

    assert dropout_mask((1, 2), 0.25, Fixed()).all()  # type: ignore[arg-type]


def test_dropout_checks_its_rate_and_writes_into_nothing() -> None:
    A = np.array([[1.0, 2.0, 3.0, 4.0]])
    for function in (dropout_forward, dropout_backward):
        assert function(A, MASK, 0.75).tolist() == [[4.0, 0.0, 12.0, 16.0]]
        for rate in (1.0, -0.1):
            with pytest.raises(ValueError, match="rate"):
                function(A, MASK, rate)
    assert A.tolist() == [[1.0, 2.0, 3.0, 4.0]]


def test_one_layer_has_nothing_to_drop_and_prediction_draws_nothing() -> None:
    X, single = np.array([[1.0, 2.0]]), [{"W": np.ones((2, 1)), "b": np.zeros(1)}]
    assert mlp_forward_dropout(X, single, ["linear"], [])[0].tolist() == [[3.0]]
    with pytest.raises(ValueError, match="activations"):
        mlp_forward_dropout(X, single, [], [])
    two, rng = [{"W": np.eye(2), "b": np.zeros(2)}, *single], np.random.default_rng(0)
    out, _ = mlp_forward_dropout(X, two, ["relu", "linear"], [0.75], rng, training=False)
    assert out.tolist() == [[3.0]]
    assert rng.random() == np.random.default_rng(0).random()
