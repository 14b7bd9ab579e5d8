"""The network against the functional core, central differences along random directions, and numbers worked by hand."""

import inspect
import json
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.sandbox import strict_xp
from deeplearn_ref import optimizers
from deeplearn_ref.activations import sigmoid, softmax
from deeplearn_ref.backend import to_numpy
from deeplearn_ref.backprop import bce_sigmoid_backward, mlp_backward, mse_backward, softmax_ce_backward
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.initializers import init_params
from deeplearn_ref.layers import count_params, mlp_forward
from deeplearn_ref.losses import bce_with_logits, mse, softmax_cross_entropy_with_logits
from deeplearn_ref.network import (
    SGD,
    Activation,
    AdaGrad,
    Adam,
    AdamW,
    Dense,
    Dropout,
    FlatOptimizer,
    FlatParameters,
    Loss,
    Momentum,
    Nesterov,
    RMSProp,
    Sequential,
    load,
    save,
)
from deeplearn_ref.network import flat_optimizers as rules
from deeplearn_ref.network.step import LossMeter, TrainingStep
from deeplearn_ref.network.tape import Tape, cheapest, play

HIDDEN = ["relu", "leaky_relu", "tanh", "sigmoid", "linear"]


def mlp(sizes: list[int], hidden: str, rng: np.random.Generator, last: str | None = None, **more: Any) -> Sequential:
    """Dense layers with one activation between them; biases are drawn, so that no unit sits on a kink."""
    layers: list[Any] = []
    for n_in, n_out in pairwise(sizes):
        layers += [Dense(n_in, n_out), Activation(hidden)]
    layers[-1:] = [Activation(last)] if last else []
    network = Sequential(layers, rng, **more)
    for params in network.params:
        params["b"][...] = network.xp.asarray(rng.normal(0, 0.3, params["b"].shape).astype(network.dtype))
    return network


# --- forward and backward ---


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("m", [0, 1, 7])
def test_forward_equals_the_functional_core(hidden: str, m: int, rng: np.random.Generator) -> None:
    network = mlp([3, 5, 4, 2], hidden, rng, last="softmax")
    X = rng.normal(size=(m, 3))
    expected, _ = mlp_forward(X, network.params, [hidden, hidden, "softmax"])
    np.testing.assert_allclose(network.forward(X)[0], expected, rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(network.predict(X), expected, rtol=1e-12, atol=1e-15)


def test_dense_by_hand() -> None:
    """The layer of lesson 3: 4 inputs, 3 units."""
    params = {"W": np.array([[1.0, 0, 2], [0, 1, 0], [1, 0, -1], [0, 2, 1]]), "b": np.array([0.5, -1, 0])}
    Z, cache = Dense(4, 3).forward(np.array([[1.0, 2, 3, 4]]), params)
    assert Z.tolist() == [[4.5, 9, 3]]
    params = {"W": np.array([[1.0, -1], [2, 0.5]]), "b": np.zeros(2)}
    X, dZ = np.array([[1.0, 2], [3, 4], [5, 6]]), np.array([[0.1, 0.2], [0.3, -0.4], [0, 1]])
    _, cache = Dense(2, 2).forward(X, params)
    grads = {"W": np.empty((2, 2)), "b": np.empty(2)}
    dX = Dense(2, 2).backward(dZ, params, cache, grads)
    np.testing.assert_allclose(dX, [[-0.1, 0.3], [0.7, 0.4], [-1, 0.5]], atol=1e-15)
    np.testing.assert_allclose(grads["W"], [[1, 4], [1.4, 4.8]], atol=1e-15)
    np.testing.assert_allclose(grads["b"], [0.4, 0.8], atol=1e-15)


@pytest.mark.parametrize(
    ("name", "z", "a", "slope"),
    [
        ("relu", [-1.0, 0.0, 0.5, 2.0], [0, 0, 0.5, 2], [0, 0, 1, 1]),
        ("leaky_relu", [-1.0, 0.0, 2.0], [-0.01, 0, 2], [0.01, 0.01, 1]),
        ("sigmoid", [-800.0, 0.0, 1.0, 800.0], [0, 0.5, 0.7310585786300049, 1], [0, 0.25, 0.19661193324148185, 0]),
        ("tanh", [-800.0, 0.0, 1.0], [-1, 0, 0.7615941559557649], [0, 1, 0.41997434161402614]),
        ("linear", [-3.0, 0.0], [-3, 0], [1, 1]),
    ],
)
@pytest.mark.parametrize("rows", [1, 2000])
def test_activations_by_hand_at_kinks_and_extremes(name: str, z: list, a: list, slope: list, rows: int) -> None:
    """A few entries, and so many that another way to the same number is the quicker one."""
    Z = np.array([z] * rows)
    A, cache = Activation(name).forward(Z, {})
    np.testing.assert_allclose(A, [a] * rows, rtol=1e-14, atol=1e-300)
    dZ = Activation(name).backward(np.full_like(Z, 3.0), {}, cache, {})
    np.testing.assert_allclose(dZ, 3 * np.array([slope] * rows))
    assert not np.shares_memory(A, Z)


def test_the_sigmoid_keeps_relative_precision_far_out() -> None:
    A, _ = Activation("sigmoid").forward(np.array([[-40.0, -700.0]]), {})
    np.testing.assert_allclose(A, np.exp([[-40.0, -700.0]]), rtol=1e-14)


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("loss", ["softmax", "bce", "mse"])
def test_gradients_against_central_differences_along_random_directions(
    hidden: str, loss: str, rng: np.random.Generator
) -> None:
    k = 1 if loss == "bce" else 3
    network = mlp([4, 6, 5, k], hidden, rng)
    X = rng.normal(size=(9, 4))
    y = rng.integers(0, 3, 9) if loss == "softmax" else rng.integers(0, 2, (9, k)).astype(float)
    criterion = Loss(loss)
    Z, caches = network.forward(X)
    dZ, _ = criterion.backward(criterion.targets(y, k, float), Z)
    analytic = network.backward(dZ, caches).flat
    theta, h = network.parameters.flat.copy(), 1e-6
    for _ in range(8):
        v = rng.normal(size=theta.shape)
        ends = []
        for sign in (1, -1):
            network.parameters.flat[:] = theta + sign * h * v
            ends.append(criterion.value(y, network.predict(X)))
        assert (ends[0] - ends[1]) / (2 * h) == pytest.approx(analytic @ v, rel=1e-6, abs=1e-9)


def test_a_gradient_wrong_by_a_thousandth_would_be_seen(rng: np.random.Generator) -> None:
    """Is the check above strict enough?"""
    network = mlp([4, 6, 1], "tanh", rng)
    X, y, h = rng.normal(size=(9, 4)), rng.integers(0, 2, (9, 1)).astype(float), 1e-6
    Z, caches = network.forward(X)
    wrong = network.backward(1.001 * Loss("bce").backward(y, Z)[0], caches).flat
    theta, v = network.parameters.flat.copy(), rng.normal(size=network.parameters.flat.shape)
    ends = []
    for sign in (1, -1):
        network.parameters.flat[:] = theta + sign * h * v
        ends.append(Loss("bce").value(y, network.predict(X)))
    assert (ends[0] - ends[1]) / (2 * h) != pytest.approx(wrong @ v, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize(
    ("loss", "last", "k"), [("softmax", "softmax", 4), ("bce", "sigmoid", 1), ("mse", "linear", 3)]
)
def test_backward_equals_the_functional_core(
    hidden: str, loss: str, last: str, k: int, rng: np.random.Generator
) -> None:
    network = mlp([3, 6, 5, k], hidden, rng)
    X, names = rng.normal(size=(8, 3)), [hidden, hidden, last]
    P, core_caches = mlp_forward(X, network.params, names)
    if loss == "softmax":
        y: np.ndarray = rng.integers(0, k, 8)
        dZ = softmax_ce_backward(y, P)
    else:
        y = rng.integers(0, 2, (8, k)).astype(float)
        dZ = bce_sigmoid_backward(y, P) if loss == "bce" else mse_backward(y, P)
    expected = mlp_backward(dZ, network.params, core_caches, names)
    Z, caches = network.forward(X)
    criterion = Loss(loss)
    found_dZ, _ = criterion.backward(criterion.targets(y, k, float), Z)
    np.testing.assert_allclose(found_dZ, dZ, rtol=1e-12, atol=1e-16)
    grads = [layer for layer in network.backward(found_dZ, caches).layers if layer]
    for found, right in zip(grads, expected, strict=True):
        for name in ("W", "b"):
            np.testing.assert_allclose(found[name], right[name], rtol=1e-11, atol=1e-15)


def test_softmax_inside_a_network_has_the_gradient_of_its_jacobian(rng: np.random.Generator) -> None:
    Z, dP = rng.normal(size=(2, 4)), rng.normal(size=(2, 4))
    P, cache = Activation("softmax").forward(Z, {})
    found = Activation("softmax").backward(dP, {}, cache, {})
    for p, d, row in zip(P, dP, found, strict=True):
        np.testing.assert_allclose(row, (np.diag(p) - np.outer(p, p)) @ d, atol=1e-15)


@pytest.mark.parametrize("loss", ["softmax", "bce", "mse"])
def test_losses_survive_logits_of_a_thousand(loss: str) -> None:
    Z = np.array([[1000.0, -1000.0], [-1000.0, 1000.0]])
    criterion = Loss(loss)
    y: np.ndarray = np.array([0, 0]) if loss == "softmax" else np.array([[1.0, 0.0], [1.0, 0.0]])
    dZ, _ = criterion.backward(criterion.targets(y, 2, float), Z)
    expected = {
        "softmax": [[0, 0], [-0.5, 0.5]],
        "bce": [[0, 0], [-0.25, 0.25]],
        "mse": [[999 / 2, -1000 / 2], [-1001 / 2, 1000 / 2]],
    }
    np.testing.assert_allclose(dZ, expected[loss])
    value = {"softmax": softmax_cross_entropy_with_logits, "bce": bce_with_logits, "mse": mse}[loss](y, Z)
    assert criterion.value(y, Z) == value
    assert np.isfinite(value)


# --- purity, reuse, dropout ---


def test_forward_and_backward_leave_their_arguments_and_earlier_results_alone(rng: np.random.Generator) -> None:
    network = mlp([3, 5, 2], "relu", rng)
    X, d_out = rng.normal(size=(6, 3)), rng.normal(size=(6, 2))
    X.flags.writeable = d_out.flags.writeable = False
    before = network.parameters.flat.copy()
    Z, caches = network.forward(X)
    first, kept = network.backward(d_out, caches).flat, Z.copy()
    kept_grads = first.copy()
    network.forward(rng.normal(size=(6, 3)))
    np.testing.assert_array_equal(Z, kept)
    np.testing.assert_array_equal(network.backward(d_out, caches).flat, kept_grads)  # twice is once
    np.testing.assert_array_equal(first, kept_grads)
    np.testing.assert_array_equal(network.parameters.flat, before)


def test_a_cache_handed_back_is_used_again_and_gives_the_same_numbers(rng: np.random.Generator) -> None:
    network = mlp([3, 5, 4, 2], "tanh", rng)
    X1, X2, d_out = rng.normal(size=(6, 3)), rng.normal(size=(6, 3)), rng.normal(size=(6, 2))
    Z1, caches = network.forward(X1)
    grads = network.backward(d_out, caches)
    fresh_Z, fresh_caches = network.forward(X2)
    fresh_grads = network.backward(d_out, fresh_caches).flat.copy()
    Z2, caches = network.forward(X2, caches)
    assert Z2 is Z1
    assert network.backward(d_out, caches, grads) is grads
    np.testing.assert_array_equal(Z2, fresh_Z)
    np.testing.assert_array_equal(grads.flat, fresh_grads)


def test_dropout_draws_the_course_masks_and_backward_repeats_them(rng: np.random.Generator) -> None:
    A, d_out = rng.normal(size=(40, 25)), rng.normal(size=(40, 25))
    layer = Dropout(0.2)
    out, cache = layer.forward(A, {}, None, np.random.default_rng(7))
    mask = np.random.default_rng(7).random((40, 25)) >= 0.2
    np.testing.assert_allclose(out, A * mask / 0.8, rtol=1e-15)
    np.testing.assert_allclose(layer.backward(d_out, {}, cache, {}), d_out * mask / 0.8, rtol=1e-15)
    assert 0.7 < mask.mean() < 0.9


def test_dropout_of_float32_keeps_the_right_share_and_the_dtype() -> None:
    """64,000 draws at rate .2: the share kept is within 6 standard errors of .8, in every row and column alike."""
    out, cache = Dropout(0.2).forward(np.ones((320, 200), np.float32), {}, None, np.random.default_rng(7))
    assert out.dtype == cache.factor.dtype == np.float32
    assert set(np.unique(out).tolist()) == {0.0, 1.25}
    kept = out > 0
    assert abs(kept.mean() - 0.8) < 6 * np.sqrt(0.16 / kept.size)
    assert np.abs(kept.mean(axis=0) - 0.8).max() < 6 * np.sqrt(0.16 / 320)
    assert np.abs(kept.mean(axis=1) - 0.8).max() < 6 * np.sqrt(0.16 / 200)


def test_dropout_of_rate_zero_draws_as_well_and_changes_nothing() -> None:
    generator, A = np.random.default_rng(3), np.ones((4, 5))
    out, _ = Dropout(0.0).forward(A, {}, None, generator)
    np.testing.assert_array_equal(out, A)
    other = np.random.default_rng(3)
    other.random((4, 5))
    assert generator.random() == other.random()


def test_prediction_does_not_touch_dropout(rng: np.random.Generator, monkeypatch: pytest.MonkeyPatch) -> None:
    """A trap: a layer that would complain if it were asked to drop."""
    network = Sequential([Dense(3, 8), Activation("relu"), Dropout(0.75), Dense(8, 2)], rng)
    X = rng.normal(size=(50, 3))
    expected = mlp_forward(X, network.params, ["relu", "linear"])[0]
    trap = SimpleNamespace(random=lambda **_: pytest.fail("dropout drew a mask while predicting"))
    monkeypatch.setattr(np.random, "default_rng", lambda *_: trap)
    np.testing.assert_allclose(network.predict(X), expected, rtol=1e-12)
    np.testing.assert_array_equal(network.predict(X), network.predict(X))
    with pytest.raises(pytest.fail.Exception, match="drew a mask"):
        network.forward(X, rng=trap)  # type: ignore[arg-type]


def test_a_cache_forgets_dropout_when_it_is_used_without(rng: np.random.Generator) -> None:
    layer, A, d_out = Dropout(0.25), np.ones((3, 4)), np.ones((3, 4))
    _, cache = layer.forward(A, {}, None, rng)
    layer.forward(A, {}, cache)
    assert layer.backward(d_out, {}, cache, {}) is d_out


@pytest.mark.parametrize("batch_size", [1, 3, 10, 11, 50])
def test_prediction_in_chunks_is_prediction_at_once(batch_size: int, rng: np.random.Generator) -> None:
    network = mlp([3, 5, 2], "relu", rng, dtype=np.float32)
    X = rng.normal(size=(11, 3))
    found = network.predict(X, batch_size)
    np.testing.assert_allclose(found, network.forward(X)[0], rtol=1e-5, atol=1e-6)
    assert found.dtype == np.float32
    network.predict(X[::-1], batch_size)[:] = 0  # a result is the caller's own
    np.testing.assert_array_equal(network.predict(X, batch_size), found)


# --- parameters ---


def test_parameters_are_drawn_as_the_course_draws_them() -> None:
    network = Sequential([Dense(3, 5), Activation("relu"), Dropout(0.1), Dense(5, 2)], np.random.default_rng(4))
    for found, expected in zip(network.params, init_params([3, 5, 2], np.random.default_rng(4)), strict=True):
        np.testing.assert_array_equal(found["W"], expected["W"])
        np.testing.assert_array_equal(found["b"], 0)
    assert network.parameters.flat.shape == (count_params([3, 5, 2]),)


def test_layers_see_the_flat_array() -> None:
    p = FlatParameters([{"W": (2, 3), "b": (3,)}, {}, {"W": (3, 1), "b": (1,)}], np.float32, np)
    p.flat[:] = np.arange(13)
    assert p.layers[0]["W"].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert p.layers[2]["W"].tolist() == [[6], [7], [8]]
    assert (p.layers[0]["b"].tolist(), p.layers[2]["b"].tolist()) == ([9, 10, 11], [12])
    assert p.weights.tolist() == list(range(9))
    p.layers[2]["W"][:] = -1
    assert p.flat.tolist()[6:9] == [-1, -1, -1]
    assert not p.like().flat.any()
    assert p.like().flat.dtype == np.float32


def test_float32_stays_float32_to_the_end(rng: np.random.Generator) -> None:
    network = mlp([3, 4, 2], "sigmoid", rng, dtype=np.float32)
    Z, caches = network.forward(rng.normal(size=(5, 3)))
    dZ, loss_cache = Loss("softmax").backward(np.eye(2, dtype=np.float32)[[0, 1, 0, 1, 1]], Z)
    grads = network.backward(dZ, caches)
    adam = Adam(0.1)
    adam.step(network.parameters.flat, grads.flat)
    arrays = [Z, dZ, grads.flat, network.parameters.flat, *vars(loss_cache).values(), *adam._states]  # type: ignore[misc]
    for cache in caches:
        arrays += vars(cache).values()
    kinds = {a.dtype for a in arrays if isinstance(a, np.ndarray)}
    assert kinds <= {np.dtype(np.float32), np.dtype(bool)}


# --- optimizers on the flat array ---


@pytest.mark.parametrize(
    ("optimizer", "gradients", "p"),
    [
        (SGD(0.1), [1.0, 2.0], 0.7),
        (Momentum(0.1), [1.0, 1.0], 0.71),
        (Nesterov(0.1), [1.0, 1.0], 1 - 0.1 * (1 + 0.9) - 0.1 * (1 + 0.9 * 1.9)),
        (AdaGrad(0.1), [1.0, 2.0], 0.810557),
        (AdaGrad(0.1, eps=0.1), [1.0, 2.0], 0.823477),
        (RMSProp(0.1), [1.0, 2.0], 0.398058),
        (RMSProp(0.1, eps=0.1), [1.0, 2.0], 0.509747),
        (Adam(0.1), [0.1, -0.2, 0.3], 0.902286),
        (Adam(0.1, eps=0.1), [0.1], 0.95),
        (AdamW(0.1, eps=0.1, weight_decay=0.5), [0.1], 1 * (1 - 0.1 * 0.5) - 0.05),
    ],
)
def test_rules_by_hand(optimizer: FlatOptimizer, gradients: list[float], p: float) -> None:
    """The numbers of lesson 10."""
    params = np.array([1.0])
    for g in gradients:
        grad = np.array([g])
        optimizer.step(params, grad)
        assert grad.tolist() == [g]
    assert params[0] == pytest.approx(p, abs=5e-7)
    assert optimizer.t == len(gradients)


@pytest.mark.parametrize(
    ("optimizer", "pure"),
    [
        (SGD(0.03), partial(optimizers.sgd_step, learning_rate=0.03)),
        (Momentum(0.03, beta=0.8), partial(optimizers.momentum_step, learning_rate=0.03, beta=0.8)),
        (Nesterov(0.03, beta=0.8), partial(optimizers.nesterov_step, learning_rate=0.03, beta=0.8)),
        (AdaGrad(0.03, eps=1e-3), partial(optimizers.adagrad_step, learning_rate=0.03, eps=1e-3)),
        (RMSProp(0.03, 0.7, 1e-3), partial(optimizers.rmsprop_step, learning_rate=0.03, rho=0.7, eps=1e-3)),
        (
            Adam(0.03, 0.8, 0.97, 1e-3),
            partial(optimizers.adam_step, learning_rate=0.03, beta1=0.8, beta2=0.97, eps=1e-3),
        ),
        (AdamW(0.03, weight_decay=0.2), partial(optimizers.adamw_step, learning_rate=0.03, weight_decay=0.2)),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, FlatOptimizer) else "",
)
def test_flat_rules_equal_the_pure_step_functions_over_20_steps(
    optimizer: FlatOptimizer, pure: Any, rng: np.random.Generator
) -> None:
    params = FlatParameters([{"W": (3, 4), "b": (4,)}, {"W": (4, 2), "b": (2,)}], np.float64, np)
    params.flat[:] = rng.normal(size=26)
    grads = params.like()
    core = [{name: values.copy() for name, values in layer.items()} for layer in params.layers]
    states: list[dict[str, Any]] = [{"W": {}, "b": {}}, {"W": {}, "b": {}}]
    for _ in range(20):
        grads.flat[:] = rng.normal(size=26) * rng.choice([1e-3, 1.0, 30.0])
        optimizer.step(params.flat, grads.flat)
        for number, layer in enumerate(grads.layers):
            for name, g in layer.items():
                core[number][name], states[number][name] = pure(core[number][name], g, states[number][name])
                np.testing.assert_allclose(params.layers[number][name], core[number][name], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    ("optimizer", "pure"),
    [
        (Momentum(0.1), partial(optimizers.momentum_step, learning_rate=0.1)),
        (Nesterov(0.1), partial(optimizers.nesterov_step, learning_rate=0.1)),
        (AdaGrad(0.1), partial(optimizers.adagrad_step, learning_rate=0.1)),
        (RMSProp(0.1), partial(optimizers.rmsprop_step, learning_rate=0.1)),
        (Adam(), optimizers.adam_step),
        (AdamW(), optimizers.adamw_step),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, FlatOptimizer) else "",
)
def test_flat_rules_have_the_defaults_of_the_step_functions(optimizer: FlatOptimizer, pure: Any) -> None:
    params, core, state = np.array([1.0, -2.0]), np.array([1.0, -2.0]), {}
    for g in ([1e-7, 0.3], [-2e-7, 0.1], [0.0, -0.2]):
        optimizer.step(params, np.array(g))
        core, state = pure(core, np.array(g), state)
    np.testing.assert_allclose(params, core, rtol=1e-13)


def test_a_gradient_of_zero_moves_nothing() -> None:
    for optimizer in (SGD(1.0), Momentum(1.0), Nesterov(1.0), AdaGrad(1.0), RMSProp(1.0), Adam(1.0)):
        params = np.array([2.0])
        optimizer.step(params, np.zeros(1))
        assert params.tolist() == [2.0]


@pytest.mark.parametrize("kind", [SGD, Momentum, Nesterov, AdaGrad, RMSProp, Adam, AdamW])
def test_blocks_do_not_change_the_result(kind: type, rng: np.random.Generator, monkeypatch: pytest.MonkeyPatch) -> None:
    start, gradients = rng.normal(size=23), rng.normal(size=(4, 23))
    results = []
    for block in (1, 5, 23, 1000):
        monkeypatch.setattr(rules, "BLOCK", block)
        optimizer, params = kind(0.1), start.copy()
        for g in gradients:
            optimizer.step(params, g)
        results.append(params)
    for result in results[1:]:
        np.testing.assert_array_equal(results[0], result)


def test_only_numpy_is_fed_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "BLOCK", 5)
    for xp, blocks in ((np, 5), (strict_xp, 1)):
        optimizer = SGD(1.0)
        optimizer.step(xp.zeros((23,)), xp.ones((23,)))
        assert len(optimizer._blocks) == blocks
    SGD(1.0).step(np.zeros(0), np.zeros(0))


def test_defaults_are_the_published_ones() -> None:
    adam = {"learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
    published: dict[Any, dict[str, float]] = {
        Momentum: {"beta": 0.9},
        Nesterov: {"beta": 0.9},
        AdaGrad: {"eps": 1e-8},
        RMSProp: {"rho": 0.9, "eps": 1e-8},
        Adam: adam,
        AdamW: {**adam, "weight_decay": 0.01},
    }
    for kind, numbers in published.items():
        parameters = inspect.signature(kind).parameters.values()
        assert {p.name: p.default for p in parameters if p.default is not p.empty} == numbers


def test_an_optimizer_may_be_given_other_arrays() -> None:
    """The same gradient array with other parameters, and the other way round."""
    optimizer, g, first, second = SGD(1.0), np.ones(2), np.zeros(2), np.zeros(2)
    optimizer.step(first, g)
    optimizer.step(second, g)
    optimizer.step(second, np.full(2, 2.0))
    assert (first.tolist(), second.tolist()) == ([-1.0, -1.0], [-3.0, -3.0])


def test_a_rate_changed_between_steps_counts_from_the_next() -> None:
    optimizer, params = SGD(0.5), np.array([1.0])
    optimizer.step(params, np.ones(1))
    optimizer.learning_rate = 0.25
    optimizer.step(params, np.ones(1))
    assert params.tolist() == [0.25]


def test_optimizers_refuse_what_does_not_fit() -> None:
    with pytest.raises(ValueError, match=r"must be positive; got -1"):
        SGD(-1)
    with pytest.raises(ValueError, match=r"must be positive; got 0"):
        SGD(0)
    with pytest.raises(ValueError, match="nan"):
        Adam(float("nan"))
    with pytest.raises(ShapeError, match=r"got \(2,\) and \(3,\)"):
        SGD(1.0).step(np.zeros(2), np.zeros(3))
    with pytest.raises(ShapeError, match=r"got \(2, 1\)"):
        SGD(1.0).step(np.zeros((2, 1)), np.zeros((2, 1)))
    used = Adam()
    used.step(np.zeros(2), np.zeros(2))
    with pytest.raises(ShapeError, match="moments of 2 parameters and was given 3"):
        used.step(np.zeros(3), np.zeros(3))


# --- the fast step ---


@pytest.mark.parametrize("l2", [0.0, 0.125])
@pytest.mark.parametrize(("loss", "k"), [("softmax", 3), ("bce", 1), ("mse", 2)])
def test_steps_on_a_tape_are_steps_in_formulas(loss: str, k: int, l2: float, rng: np.random.Generator) -> None:
    """Is the fast path bit for bit the plain one, rest batch, dropout and all?"""
    X = rng.normal(size=(22, 3))
    y: np.ndarray = rng.integers(0, 3, 22) if loss == "softmax" else rng.integers(0, 2, (22, k)).astype(float)
    criterion, flats = Loss(loss), []
    for fast in (True, False):
        source = np.random.default_rng(11)
        layers = [Dense(3, 6), Activation("relu"), Dropout(0.25), Dense(6, 5), Activation("sigmoid"), Dense(5, k)]
        network, adam = Sequential(layers, source), Adam(0.05)
        if fast:
            step = TrainingStep(network, criterion, adam, X, y, source, l2)
        losses = []
        for _ in range(4):
            order = source.permutation(22)
            if fast:
                losses.append(step.epoch(order, 5))
                continue
            total, grads = 0.0, network.parameters.like()
            for start in range(0, 22, 5):
                rows = order[start : start + 5]
                Z, caches = network.forward(X[rows], rng=source)
                total += len(rows) * criterion.value(y[rows], Z)
                dZ, _ = criterion.backward(criterion.targets(y[rows], k, float), Z)
                grads.flat[:] = network.backward(dZ, caches).flat
                for params, grad in zip(network.parameters.layers, grads.layers, strict=True):
                    if params:
                        grad["W"] += l2 * params["W"]
                adam.step(network.parameters.flat, grads.flat)
            losses.append(total / 22)
        flats.append((network.parameters.flat, losses))
    np.testing.assert_array_equal(flats[0][0], flats[1][0])
    np.testing.assert_allclose(flats[0][1], flats[1][1], rtol=1e-12)


def test_every_sample_is_used_and_a_function_called_before_each_step(rng: np.random.Generator) -> None:
    """Nine samples in batches of four: the last batch is a single sample."""
    optimizer, calls = SGD(0.1), []
    step = TrainingStep(mlp([2, 1], "relu", rng), Loss("mse"), optimizer, rng.normal(size=(9, 2)), np.ones((9, 1)))
    step.epoch(np.arange(9), 4, lambda: calls.append(optimizer.t))
    assert (optimizer.t, calls) == (3, [0, 1, 2])


def test_layers_of_the_package_are_asked_twice_and_then_played(rng: np.random.Generator) -> None:
    network = Sequential([Dense(2, 3), Activation("relu"), Dropout(0.25), Dense(3, 1)], rng)
    forward, calls = network.forward, []
    network.forward = lambda *args: calls.append(1) or forward(*args)  # type: ignore[method-assign, func-returns-value]
    step = TrainingStep(network, Loss("mse"), SGD(0.1), rng.normal(size=(12, 2)), np.ones((12, 1)), rng)
    for _ in range(3):
        step.epoch(np.arange(12), 4)
    assert len(calls) == 2


def test_without_a_generator_training_drops_nothing(rng: np.random.Generator) -> None:
    X, y, flats = rng.normal(size=(12, 2)), rng.normal(size=(12, 1)), []
    for dropout in ([Dropout(0.25)], []):
        network = Sequential([Dense(2, 3), *dropout, Dense(3, 1)], np.random.default_rng(2))
        step = TrainingStep(network, Loss("mse"), SGD(0.1), X, y)
        for _ in range(2):
            step.epoch(np.arange(12), 4)
        flats.append(network.parameters.flat)
    np.testing.assert_array_equal(*flats)


@pytest.mark.parametrize("given", [np.float32, np.float64])
def test_a_float32_run_holds_no_float64(given: type, rng: np.random.Generator) -> None:
    """Every array that training keeps, reached by walking through all that it keeps."""
    X, y = rng.normal(size=(12, 3)).astype(given), rng.integers(0, 2, 12)
    layers = [Dense(3, 4), Activation("tanh"), Dropout(0.25), Dense(4, 2)]
    network = Sequential(layers, rng, np.float32)
    step = TrainingStep(network, Loss("softmax"), Adam(), X, y, rng, l2=0.01)
    for _ in range(2):
        step.epoch(np.arange(12), 4)
    found: list[np.ndarray] = []
    waiting: list[Any] = [{key: value for key, value in vars(step).items() if key != "_rng"}]
    seen: set[int] = set()
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if isinstance(thing, np.ndarray):
            found.append(thing)
        elif isinstance(thing, dict):
            waiting.extend(thing.values())
        elif isinstance(thing, list | tuple):
            waiting.extend(thing)
        elif isinstance(thing, partial):
            waiting.extend([thing.args, thing.keywords])
        elif type(thing).__module__.startswith(("deeplearn_ref", "types")) and hasattr(thing, "__dict__"):
            waiting.extend(value for key, value in vars(thing).items() if not isinstance(thing, type(np)))
    assert len(found) > 40
    assert {array.dtype for array in found} <= {np.dtype(kind) for kind in (np.float32, bool, np.int64)}


def test_a_layer_of_ones_own_is_never_put_on_a_tape(rng: np.random.Generator) -> None:
    class Sine(Activation):
        calls = 0

        def __init__(self) -> None:
            super().__init__("linear")

        def forward(self, X: Any, params: Any, cache: Any = None, rng: Any = None) -> Any:
            Sine.calls += 1
            return np.sin(X), SimpleNamespace(X=X)

        def backward(self, d_out: Any, params: Any, cache: Any, grads: Any, wants_d_in: bool = True) -> Any:
            return d_out * np.cos(cache.X)

    network = Sequential([Dense(2, 4), Sine(), Dense(4, 1)], rng)
    X = rng.normal(size=(12, 2))
    step = TrainingStep(network, Loss("mse"), SGD(0.05), X, np.sin(X[:, :1]))
    losses = [step.epoch(np.arange(12), 4) for _ in range(20)]
    assert Sine.calls == 20 * 3
    assert losses[-1] < losses[0]


def test_the_loss_meter_counts_samples_not_batches(monkeypatch: pytest.MonkeyPatch, rng: np.random.Generator) -> None:
    y, Z, order = rng.integers(0, 3, 20), rng.normal(size=(20, 3)), rng.permutation(20)
    expected = softmax_cross_entropy_with_logits(y[order], Z)
    for entries in (1, 12, 30, 10_000):
        monkeypatch.setattr("deeplearn_ref.network.step.METER_ENTRIES", entries)
        meter = LossMeter(Loss("softmax"), y, 3, np.float64)
        for _ in range(2):
            meter.start(order)
            for start in range(0, 20, 7):
                meter.add(Z[start : start + 7])
            assert meter.mean() == pytest.approx(expected, rel=1e-14)
    meter.start(order)
    assert np.isnan(meter.mean())


@pytest.mark.parametrize(("entries", "first"), [(2048, "sign"), (2049, "greater")])
def test_relu_compares_only_where_there_is_much_to_compare(entries: int, first: str) -> None:
    relu, dA = Activation("relu"), np.ones((1, entries))
    _, cache = relu.forward(dA, {})
    relu.backward(dA, {}, cache, {})
    cache.xp = tape = Tape(np)
    relu.backward(dA, {}, cache, {})
    assert [call.func.__name__ for call in tape.calls] == [first, "multiply"]  # type: ignore[attr-defined]


def test_a_learning_rate_may_change_between_steps_and_back() -> None:
    p, rule = np.array([10.0]), SGD(1.0)
    for rate, expected in ((1.0, 9.0), (1.0, 8.0), (0.5, 7.5), (1.0, 6.5)):
        rule.learning_rate = rate
        rule.step(p, np.array([1.0]))
        assert p[0] == expected


def test_a_tape_repeats_on_new_numbers() -> None:
    x, y, row = np.array([[1.0, -2.0]]), np.empty((1, 2)), np.empty((1, 1))
    tape = Tape(np)
    tape.maximum(x, 0, out=y)
    tape.add(y, 0.5, out=y)
    tape.max(y, axis=1, keepdims=True, out=row)
    tape.dot(row, y, out=x)
    x[:] = [[-3.0, 4.0]]
    play(tape.calls)
    assert (y.tolist(), row.tolist(), x.tolist()) == ([[0.5, 4.5]], [[4.5]], [[2.25, 20.25]])


def test_the_cheap_form_of_a_call_keeps_the_dtype() -> None:
    x, out = np.ones(3, dtype=np.float32), np.empty(3, dtype=np.float32)
    play(cheapest(np.multiply, (x, 0.1), {"out": out}))
    assert out.tolist() == (x * np.float32(0.1)).tolist()
    mask = np.empty(3, dtype=bool)
    play(cheapest(np.greater, (x, 0.5), {"out": mask}))
    assert mask.all()


def test_each_call_gets_the_form_that_numpy_understands_soonest() -> None:
    """Which functions a call becomes, how many arguments each gets by position, and which by name."""

    def form(function: Any, *args: Any, **kwargs: Any) -> list[tuple[str, int, list[str]]]:
        calls: list[Any] = cheapest(function, args, kwargs)
        return [(getattr(call.func, "__name__", ""), len(call.args), sorted(call.keywords)) for call in calls]

    Z, row, flat = np.arange(6.0).reshape(2, 3), np.empty((2, 1)), np.empty(2)
    assert form(np.max, Z, axis=1, keepdims=True, out=row) == [("copyto", 2, []), ("reduce", 4, [])]
    assert form(np.max, Z, axis=1, out=flat) == [("max", 1, ["axis", "out"])]
    assert form(np.max, Z, axis=0, keepdims=True, out=np.empty((1, 3))) == [("max", 1, ["axis", "keepdims", "out"])]
    assert form(np.max, Z[:, :1], axis=0, keepdims=True, out=row[:1]) == [("max", 1, ["axis", "keepdims", "out"])]
    assert form(np.max, Z, axis=1, keepdims=True) == [("max", 1, ["axis", "keepdims"])]
    assert form(np.min, Z, axis=1, keepdims=True, out=row) == [("min", 1, ["axis", "keepdims", "out"])]
    assert form(np.dot, Z, Z.T, out=np.empty((2, 2))) == [("dot", 3, [])]
    assert form(np.dot, Z, Z.T) == [("dot", 2, [])]
    assert form(np.copyto, Z, 1.0) == [("copyto", 2, [])]
    assert form(np.take, Z, 1, out=np.empty(())) == [("take", 2, ["out"])]
    assert form(np.add, Z, 1) == [("add", 2, [])]
    assert form(np.add, Z, 1, out=Z) == [("add", 3, [])]
    assert form(np.add, Z, 1, out=Z, where=True) == [("add", 2, ["out", "where"])]
    assert form(np.maximum, Z, 0, out=Z) == [("maximum", 2, ["out"])]
    assert form(np.add, Z, Z, out=Z) == [("add", 3, [])]
    assert form(np.add, Z, np.ones(3), out=Z) == [("copyto", 2, []), ("add", 3, [])]
    assert form(np.add, Z, row, out=Z) == [("copyto", 2, []), ("add", 3, [])]
    assert form(np.add, Z, np.ones(()), out=Z) == [("add", 3, [])]
    at_most, more = np.empty((2**12, 2)), np.empty((2**12 + 1, 2))  # 2^13 entries is still small
    assert form(np.add, at_most, np.ones(2), out=at_most) == [("copyto", 2, []), ("add", 3, [])]
    assert form(np.add, more, np.ones(2), out=more) == [("add", 3, [])]
    for function, shape in ((np.add, ()), (np.maximum, Z.shape), (np.minimum, Z.shape)):
        (call,) = cheapest(function, (Z, 1), {"out": Z})
        assert isinstance(call, partial)
        number = call.args[1]
        assert (type(number), number.dtype, number.shape) == (np.ndarray, Z.dtype, shape)
        assert (number == 1).all()
    _, call = cheapest(np.add, (Z, np.ones(3)), {"out": Z})
    assert isinstance(call, partial)
    assert call.args[1].shape == Z.shape


@pytest.mark.parametrize("shape", [(4, 3), (4000, 3)])
def test_the_cheap_form_spreads_a_bias_anew_each_time(shape: tuple[int, int], rng: np.random.Generator) -> None:
    """Small and large arrays: is a bias that changed between two plays the one that is added?"""
    Z, b, column, out = rng.normal(size=shape), np.zeros(3), rng.normal(size=(shape[0], 1)), np.empty(shape)
    calls = cheapest(np.add, (Z, b), {"out": out}) + cheapest(np.divide, (out, column), {"out": out})
    for b[:] in ([1.0, 2.0, 3.0], [-4.0, 0.0, 4.0]):
        play(calls)
        np.testing.assert_array_equal(out, (Z + b) / column)


def test_sizes_that_are_promised() -> None:
    """Blocks of 1.3 MB for five arrays of float32, 4 MB of logits, predictions of 1024 samples at a time."""
    assert 5 * 4 * rules.BLOCK == 1_310_720
    meter = LossMeter(Loss("mse"), np.zeros((2**21, 1), np.int8), 1, np.float32)
    assert meter._logits.nbytes == 4 * 2**20
    assert inspect.signature(Sequential.predict).parameters["batch_size"].default == 1024


def test_an_epoch_allocates_nothing_large_after_the_first(rng: np.random.Generator) -> None:
    import tracemalloc

    X, y = rng.normal(size=(512, 64)), rng.integers(0, 4, 512)
    network = mlp([64, 512, 4], "relu", rng)
    step, order = TrainingStep(network, Loss("softmax"), Adam(), X, y), np.arange(512)
    for _ in range(2):
        step.epoch(order, 128)
    tracemalloc.start()
    for start in range(0, 512, 128):
        step._step(order[start : start + 128])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000  # NumPy's own buffer for broadcasting; one batch of hidden units would be 524,288 bytes


def test_training_steps_refuse_what_does_not_fit(rng: np.random.Generator) -> None:
    network = mlp([3, 2], "relu", rng)
    with pytest.raises(ShapeError, match=r"X must be \(m, 3\)"):
        TrainingStep(network, Loss("softmax"), SGD(1.0), np.zeros((4, 2)), np.zeros(4, dtype=int))
    with pytest.raises(ShapeError, match=r"X must be \(m, 3\).*got \(4, 3, 1\)"):
        TrainingStep(network, Loss("softmax"), SGD(1.0), np.zeros((4, 3, 1)), np.zeros(4, dtype=int))
    with pytest.raises(ShapeError, match=r"\(4, 3\) and \(5,\)"):
        TrainingStep(network, Loss("softmax"), SGD(1.0), np.zeros((4, 3)), np.zeros(5, dtype=int))
    with pytest.raises(ValueError, match="at least 0; got -1"):
        TrainingStep(network, Loss("softmax"), SGD(1.0), np.zeros((4, 3)), np.zeros(4, dtype=int), l2=-1)


# --- another array module ---


@pytest.mark.parametrize("hidden", ["relu", "leaky_relu", "sigmoid", "tanh"])
def test_the_same_code_runs_on_arrays_that_refuse_numpy(hidden: str, rng: np.random.Generator) -> None:
    X, y, flats = rng.normal(size=(10, 3)), rng.integers(0, 2, 10), []
    for xp in (np, strict_xp):
        source = np.random.default_rng(5)
        layers = [Dense(3, 4), Activation(hidden), Dropout(0.25), Dense(4, 2)]
        network = Sequential(layers, source, xp=xp)  # type: ignore[arg-type]
        step = TrainingStep(network, Loss("softmax"), Adam(0.1), xp.asarray(X), xp.asarray(y), source, 0.01)
        losses = [step.epoch(xp.asarray(source.permutation(10)), 4) for _ in range(3)]
        flats.append(np.append(to_numpy(network.parameters.flat), losses))
        assert type(network.predict(xp.asarray(X))) is type(xp.zeros((1,)))
    np.testing.assert_allclose(flats[0], flats[1], rtol=1e-12)


# --- errors, files, tables ---


def test_targets_and_gradients_have_the_dtype_of_the_network() -> None:
    for loss, y in (("softmax", np.array([1, 0])), ("bce", np.eye(2)), ("mse", np.eye(2))):
        assert Loss(loss).targets(y, 2, np.float32).dtype == np.float32
    A, dropout = np.ones((2, 3), np.float32), Dropout(0.25)
    _, cache = dropout.forward(A, {}, None, np.random.default_rng(0))
    dA = dropout.backward(A, {}, cache, {})
    assert dA is not None
    assert dA.dtype == np.float32


def test_the_first_layer_computes_no_gradient_that_nobody_wants() -> None:
    layer, grads = Dense(1, 1), {"W": np.zeros((1, 1)), "b": np.zeros(1)}
    params = {"W": np.array([[2.0]]), "b": np.zeros(1)}
    _, cache = layer.forward(np.array([[3.0]]), params)
    assert layer.backward(np.array([[1.0]]), params, cache, grads, wants_d_in=False) is None
    network = Sequential([layer], np.random.default_rng(0))
    _, caches = network.forward(np.array([[3.0]]))
    network.backward(np.array([[1.0]]), caches)
    assert caches[0].d_in is None
    assert (grads["W"].tolist(), grads["b"].tolist()) == ([[3.0]], [1.0])


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda rng: Dense(0, 2), ValueError, "got 0 and 2"),
        (lambda rng: Dense(2, 0), ValueError, "got 2 and 0"),
        (lambda rng: Dense(2, 2).forward(np.zeros((1, 2, 2)), {}), ShapeError, r"got \(1, 2, 2\)"),
        (lambda rng: Dense(2, 2).forward(np.zeros((1, 3)), {}), ShapeError, r"\(m, 2\).*got \(1, 3\)"),
        (lambda rng: Activation("swish"), ValueError, "no activation 'swish'.*relu"),
        (lambda rng: Dropout(1.0), ValueError, "got 1.0"),
        (lambda rng: Dropout(-0.1), ValueError, "got -0.1"),
        (lambda rng: Loss("hinge"), ValueError, "no loss 'hinge'.*softmax"),
        (lambda rng: Loss("softmax").targets(np.zeros((2, 1)), 2, float), ShapeError, r"Softmax .*got \(2, 1\)"),
        (lambda rng: Loss("bce").targets(np.zeros((2, 2)), 1, float), ShapeError, r"must be \(m, 1\); got \(2, 2\)"),
        (lambda rng: Loss("bce").targets(np.zeros(2), 1, float), ShapeError, r"must be \(m, 1\); got \(2,\)"),
        (lambda rng: Loss("mse").backward(np.zeros((2, 1)), np.zeros((2, 2))), ShapeError, r"\(2, 1\) and \(2, 2\)"),
        (lambda rng: Loss("mse").backward(np.zeros((0, 1)), np.zeros((0, 1))), ValueError, "no row"),
        (lambda rng: Sequential([], rng), ValueError, "begins with a Dense"),
        (lambda rng: Sequential([Activation("relu")], rng), ValueError, "begins with a Dense"),
        (lambda rng: Sequential([Dense(2, 3), Dense(2, 1)], rng), ShapeError, "Layer 2 .*behind layer 1.*got 3"),
        (lambda rng: mlp([2, 1], "relu", rng).predict(np.zeros(2)), ShapeError, r"x\[None, :\]"),
        (lambda rng: mlp([2, 1], "relu", rng).predict(np.zeros((1, 2)), 0), ValueError, "got 0"),
        (lambda rng: mlp([2, 1], "relu", rng).predict(np.zeros((0, 3))), ShapeError, r"The network takes.*\(0, 3\)"),
        (lambda rng: mlp([2, 1], "relu", rng).forward(np.zeros((1, 3))), ShapeError, r"The network takes.*\(1, 3\)"),
    ],
)
def test_errors_are_sentences(call: Any, error: type[Exception], says: str, rng: np.random.Generator) -> None:
    with pytest.raises(error, match=f"(?s){says}") as caught:
        call(rng)
    assert type(caught.value) is error


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_network_comes_back_from_its_file(dtype: Any, tmp_path: Path, rng: np.random.Generator) -> None:
    layers = [Dense(3, 4, "xavier"), Activation("tanh"), Dropout(0.3), Dense(4, 2), Activation("softmax")]
    network, X = Sequential(layers, rng, dtype), rng.normal(size=(5, 3))
    network.parameters.flat[:] = rng.normal(size=network.parameters.flat.shape)
    save(network, tmp_path / "net.npz")
    again = load(tmp_path / "net.npz")
    np.testing.assert_array_equal(again.predict(X), network.predict(X))
    np.testing.assert_array_equal(again.parameters.flat, network.parameters.flat)
    assert (again.summary(), again.dtype) == (network.summary(), np.dtype(dtype))
    assert [p.name for p in tmp_path.iterdir()] == ["net.npz"]
    elsewhere = load(tmp_path / "net.npz", strict_xp)  # type: ignore[arg-type]
    np.testing.assert_array_equal(to_numpy(elsewhere.parameters.flat), network.parameters.flat)


def test_a_damaged_file_is_a_sentence(tmp_path: Path, rng: np.random.Generator) -> None:
    path, bad = tmp_path / "net.npz", tmp_path / "bad.npz"
    save(mlp([3, 2], "relu", rng), path)
    whole = path.read_bytes()
    with np.load(path) as file:
        parts = dict(file)
    header = json.loads(parts["network"].tobytes())

    def headed(**changes: Any) -> dict[str, np.ndarray]:
        words = json.dumps({**header, **changes}).encode()
        return {**parts, "network": np.frombuffer(words, dtype=np.uint8)}

    broken: list[bytes | dict[str, Any]] = [
        b"",
        b"no zip file",
        whole[: len(whole) // 2],
        whole[:200] + b"\0\0\0\0" + whole[204:],
        {"W0": parts["W0"]},
        {key: value for key, value in parts.items() if key != "b0"},
        {**parts, "W0": parts["W0"].T},
        {**parts, "W0": parts["W0"].astype(np.float32)},
        {**parts, "b0": parts["b0"][:1]},
        {**parts, "W0": np.array([{"a": 1}] * 6, dtype=object).reshape(3, 2)},
        headed(format=2),
        headed(dtype="object"),
        headed(layers=[]),
        headed(layers=[{"kind": "os.system"}]),
        headed(layers=[{"kind": "Dense", "n_in": 3}]),
        headed(layers=3),
    ]
    for content in broken:
        if isinstance(content, bytes):
            bad.write_bytes(content)
        else:
            np.savez(bad, **content)
        with pytest.raises(ValueError, match=r"bad\.npz can not be read as a network: .*damaged"):
            load(bad)
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "absent.npz")


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "net.npz"
    save(Sequential([Dense(1, 1)], np.random.default_rng(0)), str(path))
    whole = path.read_bytes()
    with np.load(path) as file:
        assert json.loads(file["network"].tobytes())["format"] == 1

    def full_disk(file: Any, **arrays: Any) -> None:
        file.write(b"half")
        raise OSError("No space left on device")

    monkeypatch.setattr(np, "savez", full_disk)
    with pytest.raises(OSError, match="No space"):
        save(Sequential([Dense(1, 1)], np.random.default_rng(1)), path)
    assert path.read_bytes() == whole
    assert sorted(file.name for file in tmp_path.iterdir()) == ["net.npz", "net.npz.new"]


def test_only_layers_of_the_package_are_saved(tmp_path: Path, rng: np.random.Generator) -> None:
    class Doubled(Activation):
        pass

    with pytest.raises(ValueError, match="Doubled can not be saved"):
        save(Sequential([Dense(2, 2), Doubled("relu")], rng), tmp_path / "net.npz")
    assert not list(tmp_path.iterdir())


def test_the_summary_is_a_table(rng: np.random.Generator) -> None:
    network = Sequential([Dense(2, 4), Activation("relu"), Dropout(0.1), Dense(4, 1)], rng)
    assert network.summary() == "\n".join(
        [
            "layer             output  parameters",
            "------------------------------------",
            "Dense(2, 4)       (m, 4)          12",
            "Activation(relu)  (m, 4)           0",
            "Dropout(0.1)      (m, 4)           0",
            "Dense(4, 1)       (m, 1)           5",
            "------------------------------------",
            "total                             17",
        ]
    )


def test_outputs_are_the_core_functions_of_the_logits(rng: np.random.Generator) -> None:
    Z = rng.normal(scale=5, size=(6, 4))
    np.testing.assert_allclose(Activation("softmax").forward(Z, {})[0], softmax(Z), rtol=1e-13)
    np.testing.assert_allclose(Activation("sigmoid").forward(Z, {})[0], sigmoid(Z), rtol=1e-13)
