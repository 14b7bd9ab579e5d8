"""The gradients beside automatic differentiation: formulas written down once more, derived by HIPS autograd."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import elementwise_grad, grad

from deeplearn_ref import activations, backprop, layers, losses, optimizers, regularization

FORMULAS: dict[str, Callable[..., Any]] = {
    "sigmoid": lambda z: 1 / (1 + anp.exp(-z)),
    "tanh": anp.tanh,
    "relu": lambda z: anp.where(z > 0, z, 0.0),
    "leaky_relu": lambda z: anp.where(z > 0, z, 0.01 * z),
    "linear": lambda z: z,
    "softmax": lambda z: anp.exp(z) / anp.sum(anp.exp(z), axis=1, keepdims=True),
}
LOSSES: dict[str, Callable[..., Any]] = {
    "sigmoid": lambda y, p: -anp.mean(y * anp.log(p) + (1 - y) * anp.log(1 - p)),
    "linear": lambda y, p: anp.mean((y - p) ** 2),
    "softmax": lambda labels, p: -anp.mean(anp.log(p[anp.arange(len(labels)), labels])),
}
NETS = [
    ((3, 5, 4, 1), ("relu", "tanh", "sigmoid")),
    ((4, 6, 3), ("leaky_relu", "softmax")),
    ((2, 5, 5, 2), ("sigmoid", "relu", "linear")),
    ((2, 3), ("softmax",)),
]
Params = list[dict[str, Any]]


def drawn(sizes: Sequence[int], rng: np.random.Generator) -> Params:
    pairs = pairwise(sizes)
    return [{"W": rng.normal(size=(n_in, n_out)), "b": rng.normal(size=n_out)} for n_in, n_out in pairs]


def targets(last: str, m: int, n_out: int, rng: np.random.Generator) -> Any:
    if last == "softmax":
        return rng.integers(0, n_out, m)
    return rng.integers(0, 2, (m, n_out)).astype(float) if last == "sigmoid" else rng.normal(size=(m, n_out))


def last_gradient(last: str, y: Any, out: Any) -> Any:
    rules = {
        "sigmoid": backprop.bce_sigmoid_backward,
        "linear": backprop.mse_backward,
        "softmax": backprop.softmax_ce_backward,
    }
    return rules[last](y, out)


def outputs(params: Params, X: Any, names: Sequence[str], masks: Sequence[Any], rates: Sequence[float]) -> Any:
    A = X
    for layer, name, mask, rate in zip(params, names, masks, rates, strict=True):
        A = FORMULAS[name](anp.dot(A, layer["W"]) + layer["b"])
        A = A if mask is None else A * mask / (1 - rate)
    return A


def assert_same(actual: Params, expected: Params) -> None:
    assert len(actual) == len(expected)
    for given, asked in zip(actual, expected, strict=True):
        for name in ("W", "b"):
            np.testing.assert_allclose(given[name], asked[name], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "leaky_relu", "linear"])
def test_derivative_of_an_activation(name: str) -> None:
    z = np.concatenate([np.linspace(-6, 6, 40), [-20.0, 20.0]])
    derived = elementwise_grad(FORMULAS[name])(z)
    np.testing.assert_allclose(activations.activation_grad(name, z), derived, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(("sizes", "names"), NETS)
@pytest.mark.parametrize("m", [1, 7])
def test_gradients_of_a_network(sizes: tuple[int, ...], names: tuple[str, ...], m: int) -> None:
    rng = np.random.default_rng(m + len(sizes))
    X, params = rng.normal(size=(m, sizes[0])), drawn(sizes, rng)
    y = targets(names[-1], m, sizes[-1], rng)
    none = [None] * len(names)

    def loss(params: Params) -> Any:
        return LOSSES[names[-1]](y, outputs(params, X, names, none, [0.0] * len(names)))

    out, caches = layers.mlp_forward(X, params, names)
    assert_same(backprop.mlp_backward(last_gradient(names[-1], y, out), params, caches, names), grad(loss)(params))


@pytest.mark.parametrize(("sizes", "names"), NETS[:3])
def test_gradients_through_dropout_and_with_a_penalty(sizes: tuple[int, ...], names: tuple[str, ...]) -> None:
    rng = np.random.default_rng(len(sizes))
    X, params = rng.normal(size=(9, sizes[0])), drawn(sizes, rng)
    y, rates, lam = targets(names[-1], 9, sizes[-1], rng), [0.4, 0.25][: len(names) - 1], 0.3
    out, caches = regularization.mlp_forward_dropout(X, params, names, rates, np.random.default_rng(5), True)
    masks = [cache["mask"] for cache in caches]
    assert any(mask is not None and not np.all(mask) for mask in masks)

    def loss(params: Params) -> Any:
        penalty = sum(anp.sum(layer["W"] ** 2) for layer in params)
        return LOSSES[names[-1]](y, outputs(params, X, names, masks, [*rates, 0.0])) + lam / 2 * penalty

    grads = regularization.mlp_backward_dropout(
        last_gradient(names[-1], y, out), params, caches, names, rates
    )  # fmt: skip
    assert_same(regularization.l2_gradients(grads, params, lam), grad(loss)(params))


def test_losses_of_logits() -> None:
    rng = np.random.default_rng(3)
    z, y, Z, labels = (
        rng.normal(size=(8, 1)),
        rng.integers(0, 2, (8, 1)),
        rng.normal(size=(8, 4)),
        rng.integers(0, 4, 8),
    )
    derived = grad(lambda z: LOSSES["sigmoid"](y, FORMULAS["sigmoid"](z)))(z)
    np.testing.assert_allclose(backprop.bce_sigmoid_backward(y, activations.sigmoid(z)), derived, rtol=1e-9)
    np.testing.assert_allclose(losses.bce_with_logits(y, z), LOSSES["sigmoid"](y, FORMULAS["sigmoid"](z)), rtol=1e-12)
    derived = grad(lambda Z: LOSSES["softmax"](labels, FORMULAS["softmax"](Z)))(Z)
    np.testing.assert_allclose(backprop.softmax_ce_backward(labels, activations.softmax(Z)), derived, rtol=1e-9)


def test_slope_of_a_learned_leak() -> None:
    rng = np.random.default_rng(4)
    Z, dA, a = rng.normal(size=(6, 3)), rng.normal(size=(6, 3)), rng.uniform(0.1, 0.4, 3)

    def out(Z: Any, a: Any) -> Any:
        return anp.sum(dA * anp.where(Z > 0, Z, a * Z))

    for given, place in zip(backprop.prelu_backward(dA, Z, a), (0, 1), strict=True):
        np.testing.assert_allclose(given, grad(out, place)(Z, a), rtol=1e-9)


def test_a_step_down_a_curved_valley_follows_the_derived_slope() -> None:
    def valley(p: Any) -> Any:
        return (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2

    p = np.array([-1.2, 1.0])
    after, _ = optimizers.sgd_step(p, grad(valley)(p), {}, learning_rate=1e-4)
    np.testing.assert_allclose(after, p - 1e-4 * np.array([-215.6, -88.0]), rtol=1e-12)
