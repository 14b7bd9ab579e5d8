"""Losses of a network's parameters, a list over layers of ``{"W": (n_in, n_out), "b": (n_out,)}``."""

from collections.abc import Callable
from typing import Any

import numpy as np

Loss = Callable[[Any], float]


def coupled(weights: Any) -> Loss:
    """Return ``p -> sum(weights * p**3) + sum(p)**2`` over all entries; `weights` is built like the parameters.

    Parameters with a layer too few are taken as they are: to notice that is the answer's business.
    """

    def loss(params: Any) -> float:
        cubes, total = 0.0, 0.0
        for given, layer in zip(weights, params, strict=False):
            for name, weight in given.items():
                cubes += float(np.sum(weight * layer[name] ** 3))
                total += float(np.sum(layer[name]))
        return cubes + total**2

    return loss


def network_error(X: Any, y: Any) -> Loss:
    """Return the mean squared error of a network with tanh in its hidden layers on X ``(m, n)`` and y ``(m, k)``."""

    def loss(params: Any) -> float:
        A = np.asarray(X, dtype=float)
        for layer in params[:-1]:
            A = np.tanh(A @ layer["W"] + layer["b"])
        return float(np.mean((A @ params[-1]["W"] + params[-1]["b"] - y) ** 2))

    return loss
