"""Somebody's training, epoch by epoch: a step that shows in the parameters, and the losses it leads to."""

from collections.abc import Callable, Sequence
from typing import Any


def plus_one(in_place: bool) -> Callable[[Any], Any]:
    """Return ``params -> params`` that adds 1 to every weight and every bias: one epoch of training."""

    def step(params: Any) -> Any:
        if not in_place:
            return [{name: array + 1.0 for name, array in layer.items()} for layer in params]
        for layer in params:
            for array in layer.values():
                array += 1.0
        return params

    return step


def recorded(losses: Sequence[float], start: float, before: float) -> Callable[[Any], float]:
    """Return ``params -> loss``, read off the first weight of the first layer: how many epochs made it what it is.

    After the first epoch (the weight is ``start + 1``) it is the first of `losses`, and so on; the last one stays.
    Parameters that no epoch has changed give `before`.
    """

    def loss(params: Any) -> float:
        epochs = round(float(params[0]["W"].flat[0]) - start)
        return before if epochs < 1 else losses[min(epochs, len(losses)) - 1]

    return loss
