"""The reference beside PyTorch: values, gradients, and twenty steps of each optimizer, in float64.

`benchmarks/oracle.py` wrote the numbers; the file names the versions that made them.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deeplearn_ref import activations, backprop, layers, losses, optimizers

FILE = Path(__file__).resolve().parents[1] / "fixtures" / "pytorch.npz"
KNOWN = dict(np.load(FILE))
NETS: dict[str, tuple[str, ...]] = {
    "binary": ("tanh", "relu", "sigmoid"),
    "classes": ("leaky_relu", "softmax"),
    "regression": ("sigmoid", "linear"),
}
RATES: dict[str, tuple[Any, dict[str, float]]] = {
    "sgd": (optimizers.sgd_step, {"learning_rate": 0.5}),
    "momentum": (optimizers.momentum_step, {"learning_rate": 0.1, "beta": 0.9}),
    "nesterov": (optimizers.nesterov_step, {"learning_rate": 0.1, "beta": 0.9}),
    "adagrad": (optimizers.adagrad_step, {"learning_rate": 0.1, "eps": 1e-8}),
    "rmsprop": (optimizers.rmsprop_step, {"learning_rate": 0.01, "rho": 0.9, "eps": 1e-8}),
    "adam": (optimizers.adam_step, {"learning_rate": 0.05}),
    "adamw": (optimizers.adamw_step, {"learning_rate": 0.05, "weight_decay": 0.1}),
}


def close(actual: Any, name: str) -> None:
    np.testing.assert_allclose(actual, KNOWN[name], rtol=1e-9, atol=1e-12)


def params_of(name: str, part: str = "param") -> list[dict[str, Any]]:
    arrays = [KNOWN[f"{name}/{part}{k}"] for k in range(2 * len(NETS[name]))]
    return [{"W": W, "b": b} for W, b in zip(arrays[::2], arrays[1::2], strict=True)]


def last_gradient(name: str, out: Any) -> Any:
    """The gradient of the mean loss at the last pre-activation."""
    y = KNOWN[f"{name}/y"]
    if name == "binary":
        return backprop.bce_sigmoid_backward(y, out)
    return backprop.mse_backward(y, out) if name == "regression" else backprop.softmax_ce_backward(y.astype(int), out)


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "leaky_relu"])
def test_activation_and_its_derivative(name: str) -> None:
    function = np.tanh if name == "tanh" else getattr(activations, name)
    close(function(KNOWN["z"]), f"{name}/value")
    close(getattr(activations, f"{name}_grad")(KNOWN["z"]), f"{name}/grad")


def test_softmax() -> None:
    close(activations.softmax(KNOWN["z"][:24].reshape(6, 4)), "softmax/value")


def test_losses() -> None:
    close(losses.mse(KNOWN["loss/a"], KNOWN["loss/b"]), "mse/value")
    close(losses.binary_cross_entropy(KNOWN["loss/y"], KNOWN["loss/p"]), "binary_cross_entropy/value")
    close(losses.bce_with_logits(KNOWN["loss/y"], KNOWN["loss/z"]), "bce_with_logits/value")
    close(losses.softmax_cross_entropy_with_logits(KNOWN["loss/labels"], KNOWN["loss/logits"]), "softmax_ce/value")


def test_gradients_of_losses() -> None:
    close(backprop.mse_backward(KNOWN["loss/a"], KNOWN["loss/b"]), "mse/grad")
    close(backprop.bce_sigmoid_backward(KNOWN["loss/y"], activations.sigmoid(KNOWN["loss/z"])), "bce_with_logits/grad")
    close(
        backprop.softmax_ce_backward(KNOWN["loss/labels"], activations.softmax(KNOWN["loss/logits"])), "softmax_ce/grad"
    )


@pytest.mark.parametrize("name", NETS)
def test_network_forward_and_backward(name: str) -> None:
    params = params_of(name)
    out, caches = layers.mlp_forward(KNOWN[f"{name}/X"], params, NETS[name])
    close(out, f"{name}/out")
    grads = backprop.mlp_backward(last_gradient(name, out), params, caches, NETS[name])
    for k, (grad, part) in enumerate((layer, part) for layer in grads for part in ("W", "b")):
        close(grad[part], f"{name}/grad{k}")


@pytest.mark.parametrize("name", RATES)
def test_twenty_steps_of_an_optimizer(name: str) -> None:
    step, rates = RATES[name]
    params = params_of("classes")
    states: list[dict[str, Any]] = [{"W": {}, "b": {}} for _ in params]
    labels, found = KNOWN["classes/y"].astype(int), []
    for _ in range(20):
        out, caches = layers.mlp_forward(KNOWN["classes/X"], params, NETS["classes"])
        found.append(losses.softmax_cross_entropy_with_logits(labels, caches[-1]["Z"]))
        grads = backprop.mlp_backward(last_gradient("classes", out), params, caches, NETS["classes"])
        for layer, grad, state in zip(params, grads, states, strict=True):
            for part in ("W", "b"):
                layer[part], state[part] = step(layer[part], grad[part], state[part], **rates)
    close(found, f"{name}/losses")
    assert found[-1] < found[0]
    for k, (layer, part) in enumerate((layer, part) for layer in params for part in ("W", "b")):
        close(layer[part], f"{name}/param{k}")


def test_file_names_the_versions_that_made_it() -> None:
    assert [str(version).split()[0] for version in KNOWN["versions"]] == ["torch", "numpy"]
