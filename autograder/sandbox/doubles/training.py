"""Somebody's training code, healthy or not: a loss of the weights and a step that changes them."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np


def bowl(first: float, whole: float, penalty: float = 1.0) -> Callable[..., float]:
    """Return ``(params, l2) -> first * S / whole + l2 * penalty * S / 2``, S the sum of all squared weights.

    `whole` is S at the start, so that the loss begins at `first`; the biases do not count.
    """

    def loss(params: Any, l2: float) -> float:
        size = sum(float(np.sum(layer["W"] ** 2)) for layer in params)
        extra = l2 * penalty * size / 2 if l2 else 0.0
        return first * size / whole + extra

    return loss


def scaling(rates: Sequence[float], in_place: bool = False) -> Callable[[Any], Any]:
    """Return ``params -> params`` that multiplies all weights by the next of `rates`, the last one for ever."""
    made = 0

    def step(params: Any) -> Any:
        nonlocal made
        rate = rates[min(made, len(rates) - 1)]
        made += 1
        if not in_place:
            return [{"W": rate * layer["W"], "b": layer["b"].copy()} for layer in params]
        for layer in params:
            layer["W"] *= rate
        return params

    return step
