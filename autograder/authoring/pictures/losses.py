"""The static pictures of lesson 04."""

import numpy as np

from deeplearn_ref.activations import sigmoid
from deeplearn_ref.losses import binary_cross_entropy, half_squared_error
from lessonkit import plots
from lessonkit.picture import Picture


def _students() -> Picture:
    """Draw the students of section 1, with the same random numbers."""
    rng = np.random.default_rng(4)
    X = rng.uniform(0, 8, (60, 2)).round(1)
    chance = sigmoid(1.5 * (X[:, 0] + X[:, 1] - 6.5))
    return plots.students(X, rng.random(60) < chance, [4, 5])


def _curves() -> Picture:
    return plots.loss_over_probability(binary_cross_entropy, half_squared_error)


PICTURES = {"04_students": _students, "04_curves": _curves, "04_loop": plots.learning_loop}
