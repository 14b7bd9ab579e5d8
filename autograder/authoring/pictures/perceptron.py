"""The static pictures of lesson 01."""

import numpy as np

from deeplearn_ref.data import GATES, make_gate
from deeplearn_ref.perceptron import gate_params, perceptron_fit
from lessonkit import data, plots
from lessonkit.picture import Picture


def _boundary() -> Picture:
    figure = plots.boundary(*data.load("and"), *gate_params("and"))
    figure.axes[0].set_title("")  # its numbers would answer gate_params
    return figure


def _training() -> Picture:
    return plots.errors_per_epoch(
        {name.upper(): perceptron_fit(*make_gate(name))["errors"] for name in GATES if name != "xor"}
    )


def _mistake_bound() -> Picture:
    """Draw the experiment of lesson 01, section 10, from the same numbers."""
    w, b = np.array([1.0, 2.0]), 0.1 * np.sqrt(5)
    cloud = np.random.default_rng(0).uniform(-1, 1, (4000, 2))
    distance = np.abs(cloud @ w + b) / np.sqrt(w @ w)
    mistakes, bounds = [], []
    for gap in (0.5, 0.1, 0.02):
        X = cloud[distance > gap][:200]
        z = X @ w + b
        longest = np.max(np.sqrt(np.sum(X**2, axis=1) + 1))
        mistakes.append(sum(perceptron_fit(X, (z > 0).astype(np.int64))["errors"]))
        bounds.append(float((longest * np.sqrt(w @ w + b**2) / np.min(np.abs(z))) ** 2))
    return plots.mistake_bound(mistakes, bounds)


PICTURES = {
    "01_neuron": plots.neuron,
    "01_half_planes": plots.half_planes,
    "01_boundary": _boundary,
    "01_training": _training,
    "01_timeline": plots.timeline,
    "01_xor": plots.xor,
    "01_mistake_bound": _mistake_bound,
}
