"""Planted bugs of lesson 07: six versions of the reader's own backward pass, one of them healthy.

What is wrong is done to the reader's function from outside (other arguments, changed results), so nothing in here shows
how a backward pass is written. The lesson's reader diagnoses by the numbers of his or her own gradient check.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

Params = list[dict[str, Any]]
Backward = Callable[..., Params]
SIZES = (2, 4, 3, 1)
SEED = 44
DISEASES = ("not_divided", "bias_averaged", "no_slope", "slope_at_output", "updated_early")
"""In the order in which the lesson numbers them, from 1."""
PATIENTS = {
    "A": "bias_averaged",
    "B": "slope_at_output",
    "C": "healthy",
    "D": "not_divided",
    "E": "updated_early",
    "F": "no_slope",
}


def _not_divided(backward: Backward, dZ: Any, params: Params, caches: Params, names: Sequence[str]) -> Params:
    return backward(len(dZ) * dZ, params, caches, names)


def _bias_averaged(backward: Backward, dZ: Any, params: Params, caches: Params, names: Sequence[str]) -> Params:
    return [{"W": layer["W"], "b": layer["b"] / len(dZ)} for layer in backward(dZ, params, caches, names)]


def _no_slope(backward: Backward, dZ: Any, params: Params, caches: Params, names: Sequence[str]) -> Params:
    return backward(dZ, params, caches, ["linear"] * len(names))


def _slope_at_output(backward: Backward, dZ: Any, params: Params, caches: Params, names: Sequence[str]) -> Params:
    return backward(dZ, params, [{**cache, "Z": cache["A"]} for cache in caches], names)


def _updated_early(backward: Backward, dZ: Any, params: Params, caches: Params, names: Sequence[str]) -> Params:
    grads = backward(dZ, params, caches, names)
    moved = [{"W": layer["W"] - 0.1 * grad["W"], "b": layer["b"]} for layer, grad in zip(params, grads, strict=True)]
    return backward(dZ, moved, caches, names)


def _healthy(backward: Backward, dZ: Any, params: Params, caches: Params, names: Sequence[str]) -> Params:
    return backward(dZ, params, caches, names)


_AILING: dict[str, Callable[..., Params]] = {
    "healthy": _healthy,
    "not_divided": _not_divided,
    "bias_averaged": _bias_averaged,
    "no_slope": _no_slope,
    "slope_at_output": _slope_at_output,
    "updated_early": _updated_early,
}


class Court:
    """Examines the patients with the reader's own functions, on a network of three layers.

    Parameters
    ----------
    gradient_check : callable
        ``gradient_check(loss_fn, params, grads)``.
    mlp_forward : callable
        ``mlp_forward(X, params, activations)``.
    bce_sigmoid_backward : callable
        ``bce_sigmoid_backward(y, p)``.
    mlp_backward : callable
        ``mlp_backward(dZ_last, params, caches, activations)``.
    """

    def __init__(
        self,
        gradient_check: Callable[..., float],
        mlp_forward: Callable[..., Any],
        bce_sigmoid_backward: Callable[..., Any],
        mlp_backward: Backward,
    ) -> None:
        self._check = gradient_check
        self._forward = mlp_forward
        self._loss_backward = bce_sigmoid_backward
        self._backward = mlp_backward

    def ratio(self, patient: str, m: int, hidden: str, only: str | None = None) -> float:
        """Return what the reader's gradient check says about a patient.

        Parameters
        ----------
        patient : str
            A key of `PATIENTS`.
        m : int
            Number of samples, from 1 to 5.
        hidden : str
            Activation of the hidden layers.
        only : str, optional
            ``"W1"`` or ``"b3"``: the gradient of this array alone comes from the patient, all others are right.

        Returns
        -------
        float
            Below 1e-6 where nothing is found.
        """
        X, y, params = _scene(m)
        names = [hidden] * (len(params) - 1) + ["sigmoid"]
        p, caches = self._forward(X, params, names)
        dZ = self._loss_backward(y, p)
        claimed = _AILING[PATIENTS[patient]](self._backward, dZ, params, caches, names)
        if only is not None:
            right = self._backward(dZ, params, caches, names)
            layer, name = int(only[1:]) - 1, only[0]
            right[layer] = {**right[layer], name: claimed[layer][name]}
            claimed = right

        def loss(tried: Params) -> float:
            said = self._forward(X, tried, names)[0]
            return float(-np.mean(y * np.log(said) + (1 - y) * np.log(1 - said)))

        return float(self._check(loss, params, claimed))


def arrays() -> list[str]:
    """Return the names of the arrays that can be looked at one by one: ``["W1", "b1", "W2", ...]``."""
    return [f"{name}{layer}" for layer in range(1, len(SIZES)) for name in ("W", "b")]


def _scene(m: int) -> tuple[Any, Any, Params]:
    """Return samples, labels and parameters; fresh arrays each time, far from the kinks of ReLU."""
    rng = np.random.default_rng(SEED)
    params = [
        {"W": rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), "b": rng.normal(0, 0.3, n_out)}
        for n_in, n_out in pairwise(SIZES)
    ]
    X = rng.normal(size=(5, SIZES[0]))
    y = np.array([[1.0], [0.0], [1.0], [1.0], [0.0]])
    return X[:m], y[:m], params
