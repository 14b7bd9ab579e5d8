"""The static pictures of lesson 02."""

from functools import partial
from typing import Any

import numpy as np

from deeplearn_ref.activations import (
    leaky_relu,
    leaky_relu_grad,
    linear,
    relu,
    relu_grad,
    sigmoid,
    sigmoid_grad,
    softmax,
    tanh,
    tanh_grad,
)
from deeplearn_ref.perceptron import step
from lessonkit import plots
from lessonkit.picture import Picture


def _error() -> Picture:
    """Draw the neuron of section 1: the input 2, the bias −1, the label 1."""
    w = np.linspace(-1, 2, 301)
    errors = {"step": (1 - step(2 * w - 1)) ** 2, "sigmoid": (1 - sigmoid(2 * w - 1)) ** 2}
    return plots.error_over_weight(w, errors, at=0.2)


def _activations() -> Picture:
    return plots.activation_functions(
        {
            "step": (step, np.zeros_like),
            "sigmoid": (sigmoid, sigmoid_grad),
            "tanh": (tanh, tanh_grad),
            "relu": (relu, relu_grad),
            "leaky_relu": (partial(leaky_relu, alpha=0.1), partial(leaky_relu_grad, alpha=0.1)),
        }
    )


def _ten_in_a_row() -> Picture:
    """Draw the experiment of section 5: a small change of 0.5 on its way through ten functions."""
    return plots.arriving_change({name: _shares(f) for name, f in (("sigmoid", sigmoid), ("tanh", tanh))})


def _shares(f: Any) -> list[float]:
    h, low, high, found = 1e-6, 0.5 - 1e-6, 0.5 + 1e-6, []
    for _ in range(10):
        low, high = float(f(low)), float(f(high))
        found.append((high - low) / (2 * h))
    return found


def _sums() -> Picture:
    return plots.sums_of_units(
        {"linear": linear, "square": np.square, "tanh": tanh, "relu": relu}, weights=(0.5, -1.5, 0.8)
    )


def _softmax() -> Picture:
    return plots.softmax_steps([2.0, 1.0, -1.0], softmax)


PICTURES = {
    "02_error": _error,
    "02_activations": _activations,
    "02_row": _ten_in_a_row,
    "02_sums": _sums,
    "02_softmax": _softmax,
}
