"""The static pictures of lesson 09."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from deeplearn_ref.activations import sigmoid
from deeplearn_ref.backprop import bce_sigmoid_backward, mlp_backward
from deeplearn_ref.data import make_circles
from deeplearn_ref.initializers import init_params
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.minibatch import iterate_minibatches, sgd_epoch
from lessonkit import plots
from lessonkit.picture import Picture
from lessonkit.widgets.gradient_descent import SURFACES

Array = NDArray[Any]
STEPS, RATE, START = 600, 0.3, (-0.7, 2.4)


def _epoch() -> Picture:
    order = np.random.default_rng(4).permutation(10).tolist()
    return plots.epoch_of_batches([0, 1, 0, 0, 1, 1, 0, 1, 1, 0], order, 4)


def _parted() -> Picture:
    X, y = make_circles(400, rng=np.random.default_rng(0))
    rng = np.random.default_rng(1)
    first, second = rng.permutation(400), rng.permutation(400)
    return plots.parted_labels(X[first], y[first, 0], y[second, 0])


def walk(size: int) -> Array:
    """Return the places of a walk of `STEPS` mini-batch steps on the logistic loss of lesson 06's surface.

    Parameters
    ----------
    size : int
        Samples in a mini-batch.

    Returns
    -------
    ndarray of shape (STEPS + 1, 2), float64
        Weight and bias before each step and after the last.
    """
    rng = np.random.default_rng(0)
    s = (rng.integers(0, 8, 300) + rng.uniform(0, 8, 300) - 6.5).reshape(-1, 1)
    y = (rng.random((300, 1)) < sigmoid(1.2 * s)).astype(float)
    params = [{"W": np.array([[START[0]]]), "b": np.array([START[1]])}]
    places, draws = [START], np.random.default_rng(3)
    while True:
        for Xb, yb in iterate_minibatches(s, y, size, draws):
            params, _ = sgd_epoch(params, Xb, yb, ["sigmoid"], RATE, len(Xb), draws)
            places.append((params[0]["W"].item(), params[0]["b"].item()))
            if len(places) > STEPS:
                return np.array(places)


def _walks() -> Picture:
    surface = SURFACES["students"]
    low = np.zeros(2)
    for _ in range(3000):
        low = low - 0.3 * surface.slope(low)
    return plots.noisy_walks(surface.loss, (-1.0, 3.0, -2.5, 3.0), {size: walk(size) for size in (300, 30, 1)}, low)


def errors(sizes: Any, draws: int = 2000) -> tuple[Array, float]:
    """Return the standard errors of mini-batch gradients of the first layer, as measured in the lesson.

    Parameters
    ----------
    sizes : sequence of int, shape (k,)
        Batch sizes.
    draws : int
        Batches drawn for each.

    Returns
    -------
    errors : ndarray of shape (k,), float64
        Standard error at each size, drawn without replacement.
    single : float
        Standard error of a batch of one, from the variance.
    """
    X, y = make_circles(1000, rng=np.random.default_rng(0))
    names, net = ["relu", "relu", "sigmoid"], init_params([2, 16, 16, 1], np.random.default_rng(0))
    rows = []
    for i in range(1000):
        p, caches = mlp_forward(X[i : i + 1], net, names)
        rows.append(mlp_backward(bce_sigmoid_backward(y[i : i + 1], p), net, caches, names)[0]["W"].ravel())
    grads = np.array(rows)
    rng, full = np.random.default_rng(1), grads.mean(axis=0)
    squares = [
        np.mean([np.sum((grads[rng.permutation(1000)[:size]].mean(axis=0) - full) ** 2) for _ in range(draws)])
        for size in sizes
    ]
    return np.sqrt(squares), float(np.sqrt(grads.var(axis=0).sum()))


def _noise() -> Picture:
    sizes = [1, 4, 16, 64, 256, 512, 800, 950]
    measured, single = errors(sizes)
    return plots.noise_over_size(sizes, measured, single, 1000)


PICTURES = {
    "09_epoch": _epoch,
    "09_parted": _parted,
    "09_walks": _walks,
    "09_noise": _noise,
}
