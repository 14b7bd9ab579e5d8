"""The loss of a whole network as a function of its parameters, for gradient checks."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

HIDDEN: dict[str, Callable[[Any], Any]] = {
    "relu": lambda Z: np.maximum(Z, 0.0),
    "leaky_relu": lambda Z: np.where(Z > 0, Z, 0.01 * Z),
    "tanh": np.tanh,
    "sigmoid": lambda Z: 0.5 * (1.0 + np.tanh(0.5 * Z)),
}


def mean_loss(X: Any, y: Any, hidden: Sequence[str], kind: str) -> Callable[[Any], float]:
    """Return ``p -> mean loss`` of a network on X ``(m, n)``; `hidden` names one activation a hidden layer.

    `kind` says how the last pre-activation meets y: ``"mse"`` with y ``(m, k)``, ``"bce"`` after a sigmoid with y
    ``(m, 1)``, ``"softmax"`` with class indices y ``(m,)``.
    """

    def loss(params: Any) -> float:
        A = np.asarray(X, dtype=float)
        for layer, name in zip(params, hidden, strict=False):
            A = HIDDEN[name](A @ layer["W"] + layer["b"])
        Z = A @ params[-1]["W"] + params[-1]["b"]
        if kind == "mse":
            return float(np.mean((Z - y) ** 2))
        if kind == "bce":
            return float(np.mean(np.logaddexp(0.0, Z) - y * Z))
        top = Z.max(axis=1, keepdims=True)
        of_class = np.take_along_axis(Z - top, np.asarray(y)[:, None], axis=1)[:, 0]
        return float(np.mean(np.log(np.exp(Z - top).sum(axis=1)) - of_class))

    return loss
