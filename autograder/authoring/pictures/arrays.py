"""The static pictures of lesson 00."""

import numpy as np

from deeplearn_ref.arrays import rgb_to_gray, standardize
from lessonkit import plots
from lessonkit.picture import Picture


def _numbers() -> Picture:
    gray = rgb_to_gray(plots.fruit())
    return plots.numbers(np.round(255 * gray).astype(np.uint8))


def _scales() -> Picture:
    """Draw the apples of section 8, with the same random numbers."""
    rng = np.random.default_rng(7)
    width = rng.normal(0.075, 0.005, 60)
    mass = 180 + 5000 * (width - 0.075) + rng.normal(0, 15, 60)
    X = np.stack([mass, width], axis=1)
    return plots.scales(X, standardize(X)[0])


PICTURES = {
    "00_axes": plots.axes_of_batch,
    "00_numbers": _numbers,
    "00_channels": lambda: plots.channels(plots.fruit()),
    "00_flattening": plots.flattening,
    "00_scales": _scales,
    "00_fields": plots.fields,
    "00_history": plots.history,
    "00_depth": plots.depth,
    "00_power_law": plots.power_law,
}
