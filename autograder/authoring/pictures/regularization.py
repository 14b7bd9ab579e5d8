"""The static pictures of lesson 11."""

from functools import partial

import numpy as np

from deeplearn_ref.backprop import bce_sigmoid_backward, mlp_backward
from deeplearn_ref.data import make_circles
from deeplearn_ref.initializers import init_params
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.minibatch import iterate_minibatches
from deeplearn_ref.optimizers import adam_step
from deeplearn_ref.regularization import train_val_test_split
from deeplearn_ref.types import Array, Params
from lessonkit import plots
from lessonkit.picture import Picture


def _three() -> Picture:
    """Draw the first twelve points of section 1, with the same random numbers."""
    x = np.linspace(-1, 1, 12)
    return plots.polynomial_fits(x, np.sin(1.5 * np.pi * x) + np.random.default_rng(4).normal(0, 0.3, 12))


NAMES = ["relu", "relu", "sigmoid"]
LOOKS = {"early": 11, "late": 400}
"""After how many epochs the run of section 3 is drawn."""
BEST_RADIUS = 0.82


def _run() -> tuple[Array, Array, dict[str, Params]]:
    """Repeat the run of section 3, with the same random numbers; return its samples and the networks drawn."""
    rng = np.random.default_rng(0)
    X, y = train_val_test_split(*make_circles(800, factor=0.5, noise=0.3, rng=rng), 0.4, 0.5, rng)[:2]
    params = init_params([2, 64, 64, 1], rng)
    found: dict[str, Params] = {}
    state = [{name: dict[str, Array]() for name in layer} for layer in params]
    for epoch in range(1, max(LOOKS.values()) + 1):
        for batch, labels in iterate_minibatches(X, y, 16, rng):
            p, caches = mlp_forward(batch, params, NAMES)
            grads = mlp_backward(bce_sigmoid_backward(labels, p), params, caches, NAMES)
            params = [dict(layer) for layer in params]
            for layer, grad, moments in zip(params, grads, state, strict=True):
                for name in layer:
                    layer[name], moments[name] = adam_step(layer[name], grad[name], moments[name], 0.01)
        found |= {name: params for name, look in LOOKS.items() if look == epoch}
    return X, y, found


def _regions() -> Picture:
    X, y, found = _run()
    says = {name: partial(_probability, params) for name, params in found.items()}
    return plots.sureness({**says, "best": _best_rule}, X, y[:, 0])


def _probability(params: Params, points: Array) -> Array:
    return mlp_forward(points, params, NAMES)[0][:, 0]


def _best_rule(points: Array) -> Array:
    """Return almost 1 within the best distance and almost 0 beyond it; a hard step would draw a ragged line."""
    steep: Array = 1 / (1 + np.exp(-40 * (BEST_RADIUS - np.hypot(points[:, 0], points[:, 1]))))
    return steep


PICTURES = {
    "11_three": _three,
    "11_sets": plots.three_sets,
    "11_flow": plots.dropout_flow,
    "11_crowd": plots.crowd,
    "11_regions": _regions,
}
