"""Curves of a validation loss: each tells one way of misreading it from the right one."""

import math

import numpy as np

from deeplearn_ref.early_stopping import early_stop_epoch

NAN = math.nan
Curve = list[float]
V: Curve = [5.0, 4.0, 3.0, 3.5, 3.2, 2.9, 3.1, 3.3, 3.4, 2.0]
"""The curve of the lesson: a short rise at epoch 3, a long one at epoch 6, and the best value behind both."""
TIES: Curve = [4.0, 3.0, 3.0, 3.0, 3.0, 2.0]
SMALL_FALLS: Curve = [5.0, 4.75, 4.625, 4.5, 4.25]
STEADY_FALLS: Curve = [5.0, 4.75, 4.5, 4.25, 4.0]
"""Each fall is too small for a `min_delta` of 0.5, two of them together are no more than that, three are."""
LONG_RISE: Curve = [3.0, 2.0, 2.25, 2.5, 2.75, 3.0, 3.25, 3.5, 3.75, 4.0]
SMALL_RISES: Curve = [5.0, 5.25, 5.375, 5.625]


def varied(rng: np.random.Generator, curve: Curve, ahead: int = 3) -> tuple[Curve, float]:
    """Return a curve of the same form, some falling epochs ahead of it, and by how much its steps grew.

    Factors and sums are dyadic, so that ties stay ties.
    """
    scale = float(rng.choice([0.5, 2.0, 4.0]))
    shift = float(rng.integers(0, 9)) / 2
    moved = [loss * scale + shift for loss in curve]
    top = moved[0] if not math.isnan(moved[0]) else 8.0 * scale + shift
    before = [top + scale * n for n in range(int(rng.integers(0, ahead + 1)), 0, -1)]
    return [*before, *moved], scale


def drawn(rng: np.random.Generator, epochs: int) -> Curve:
    """Return losses of which no two are alike, multiples of 1/8 that fall in the long run."""
    falling = np.linspace(epochs, 0, epochs) + rng.normal(0, epochs / 4, epochs)
    order = np.argsort(np.argsort(falling))
    return [float(1 + rank) / 8 for rank in order]


def stopping(rng: np.random.Generator, patience: int, epochs: int = 14) -> Curve:
    """Return a drawn curve on which `patience` and one less, one more end training at three different epochs."""
    while True:
        curve = drawn(rng, epochs)
        ends = {early_stop_epoch(np.array(curve), p)[0] for p in range(max(patience - 1, 1), patience + 2)}
        if len(ends) == (3 if patience > 1 else 2):
            return curve
