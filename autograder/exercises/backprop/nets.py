"""Networks to go back through: drawn away from every kink, with the gradient of a loss at their last layer."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.exercises.kit import FloatArray, IntArray
from autograder.sandbox.steps import MakeDouble
from deeplearn_ref.backprop import bce_sigmoid_backward, mlp_backward, mse_backward, softmax_ce_backward
from deeplearn_ref.layers import mlp_forward

Params = list[dict[str, Any]]
OUTPUT = {"mse": "linear", "bce": "sigmoid", "softmax": "softmax"}
FROM_KINK = 1e-3
"""How far every hidden pre-activation stays from 0."""


@dataclass(frozen=True)
class Task:
    """A network and a batch, all that a backward pass is given, and the gradients that come out.

    Parameters
    ----------
    X : ndarray of shape (m, n_in), float64
        Inputs.
    y : ndarray
        Targets, as the loss `kind` asks them.
    kind : str
        ``"mse"``, ``"bce"`` or ``"softmax"``.
    params, caches, grads : list of dict
        Of the network, of its forward pass, of its backward pass.
    activations : list of str
        One for each layer.
    dZ : ndarray of shape (m, n_out), float64
        Gradient of the mean loss at the last pre-activation.
    """

    X: FloatArray
    y: Any
    kind: str
    params: Params
    activations: list[str]
    caches: Params
    dZ: FloatArray
    grads: Params

    @property
    def given(self) -> tuple[Any, ...]:
        """What `mlp_backward` is called with."""
        return self.dZ, self.params, self.caches, self.activations

    @property
    def double(self) -> MakeDouble:
        """The loss as a function of the parameters, on the table as ``loss``."""
        arguments = {"X": self.X, "y": self.y, "hidden": self.activations[:-1], "kind": self.kind}
        return MakeDouble("loss", "networks.mean_loss", arguments)


def task(rng: np.random.Generator, sizes: tuple[int, ...], hidden: str | list[str], kind: str, m: int) -> Task:
    """Draw a task in which no hidden pre-activation is near 0 and no layer is silent.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where everything is drawn from.
    sizes : tuple of int
        Number of inputs, then of units in each layer.
    hidden : str or list of str
        The activation of all hidden layers, or of each.
    kind : str
        ``"mse"``, ``"bce"`` or ``"softmax"``.
    m : int
        Number of samples.

    Notes
    -----
    Biases are never 0: with zero biases a silent layer puts the next pre-activations exactly on the kink, where a
    right gradient and a numerical one differ.
    """
    inside = [hidden] * (len(sizes) - 2) if isinstance(hidden, str) else list(hidden)
    activations = [*inside, OUTPUT[kind]]
    while True:
        X = rng.normal(size=(m, sizes[0]))
        params: Params = [
            {"W": rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), "b": rng.normal(0, 0.1, n_out)}
            for n_in, n_out in pairwise(sizes)
        ]
        A, caches = mlp_forward(X, params, activations)
        y, dZ = _targets(rng, A, kind)
        grads = mlp_backward(dZ, params, caches, activations)
        away = all(np.abs(cache["Z"]).min() > FROM_KINK for cache in caches[:-1])
        if away and all(np.abs(array).max() > FROM_KINK for layer in grads for array in layer.values()):
            return Task(X, y, kind, params, activations, list(caches), dZ, grads)


def _targets(rng: np.random.Generator, A: FloatArray, kind: str) -> tuple[Any, FloatArray]:
    m, k = A.shape
    if kind == "mse":
        y = rng.normal(size=(m, k))
        return y, mse_backward(y, A)
    if kind == "bce":
        y = rng.permutation(np.arange(m) % 2).astype(np.float64)[:, None]
        return y, bce_sigmoid_backward(y, A)
    labels: IntArray = np.asarray(rng.integers(0, k, m))
    return labels, softmax_ce_backward(labels, A)
