"""Networks with dropout: drawn away from every kink, with masks that tell the mistakes apart."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.exercises.kit import FloatArray
from deeplearn_ref.regularization import mlp_backward_dropout, mlp_forward_dropout

Params = list[dict[str, Any]]
FROM_KINK = 1e-3
"""How far every hidden pre-activation stays from 0."""


@dataclass(frozen=True)
class Task:
    """A network with dropout, a batch that went forward through it, and a gradient at its end.

    Parameters
    ----------
    X : ndarray of shape (m, n_in), float64
        Inputs.
    params : list of dict
        Of the network.
    activations : list of str
        One for each layer.
    rates : list of float
        One for each hidden layer.
    seed : int
        Of the generator that draws the masks.
    caches : list of dict
        As the forward pass in training leaves them.
    dZ : ndarray of shape (m, n_out), float64
        Gradient at the last pre-activation.
    """

    X: FloatArray
    params: Params
    activations: list[str]
    rates: list[float]
    seed: int
    caches: Params
    dZ: FloatArray

    @property
    def forward(self) -> tuple[Any, ...]:
        """What `mlp_forward_dropout` is called with, but for its generator."""
        return self.X, self.params, self.activations, self.rates

    @property
    def backward(self) -> tuple[Any, ...]:
        """What `mlp_backward_dropout` is called with."""
        return self.dZ, self.params, self.caches, self.activations, self.rates


def task(
    rng: np.random.Generator, sizes: tuple[int, ...], hidden: str | list[str], last: str, rates: list[float], m: int
) -> Task:
    """Draw a task in which no hidden pre-activation is near 0, and every mask drops and keeps something.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where everything is drawn from.
    sizes : tuple of int
        Number of inputs, then of units in each layer.
    hidden : str or list of str
        The activation of all hidden layers, or of each.
    last : str
        The activation of the last layer.
    rates : list of float
        Drop rates of the hidden layers.
    m : int
        Number of samples.

    Notes
    -----
    Biases are never 0: behind a sample whose units are all dropped the next pre-activations would lie on the kink.
    In a batch of several samples the rows of every mask differ.
    """
    inside = [hidden] * (len(sizes) - 2) if isinstance(hidden, str) else list(hidden)
    activations = [*inside, last]
    while True:
        X = _short(rng.normal(size=(m, sizes[0])))
        params: Params = [
            {"W": _short(rng.normal(0, np.sqrt(1.5 / n_in), (n_in, n_out))), "b": _short(rng.normal(0, 0.2, n_out))}
            for n_in, n_out in pairwise(sizes)
        ]
        seed = int(rng.integers(1, 10_000))
        _, caches = mlp_forward_dropout(X, params, activations, rates, np.random.default_rng(seed))
        dZ = _short(rng.normal(size=(m, sizes[-1])))
        made = Task(X, params, activations, list(rates), seed, caches, dZ)
        if _tells(made):
            return made


def _short(values: FloatArray) -> FloatArray:
    """Return numbers with two decimals, none of them 0: a call that is shown can be read."""
    rounded = np.round(values, 2)
    return np.where(rounded == 0, 0.01, rounded)


def _tells(made: Task) -> bool:
    inner = made.caches[:-1]
    if any(np.abs(cache["Z"]).min() <= FROM_KINK for cache in inner):
        return False
    for cache, rate in zip(inner, made.rates, strict=True):
        mask = cache["mask"]
        if rate > 0 and (mask.all() or not mask.any()):
            return False
        if rate > 0 and len(mask) > 1 and (mask == mask[:1]).all():
            return False
    grads = mlp_backward_dropout(*made.backward)
    return all(np.abs(array).max() > FROM_KINK for layer in grads for array in layer.values())
