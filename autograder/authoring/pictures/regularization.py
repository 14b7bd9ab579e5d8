"""The static pictures of lesson 11."""

import numpy as np

from lessonkit import plots
from lessonkit.picture import Picture


def _three() -> Picture:
    """Draw the first twelve points of section 1, with the same random numbers."""
    x = np.linspace(-1, 1, 12)
    return plots.polynomial_fits(x, np.sin(1.5 * np.pi * x) + np.random.default_rng(4).normal(0, 0.3, 12))


PICTURES = {"11_three": _three, "11_sets": plots.three_sets, "11_flow": plots.dropout_flow, "11_crowd": plots.crowd}
