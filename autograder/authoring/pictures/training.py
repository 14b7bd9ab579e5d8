"""The static pictures of lesson 08."""

import numpy as np
from numpy.typing import NDArray

from deeplearn_ref.data import make_circles
from deeplearn_ref.initializers import init_params
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.losses import binary_cross_entropy
from deeplearn_ref.training import train_full_batch
from deeplearn_ref.types import Params
from lessonkit import plots
from lessonkit.picture import Picture
from lessonkit.plots.training import REACH

SIZES, NAMES = [2, 4, 6, 6, 4, 1], ["relu", "relu", "relu", "relu", "sigmoid"]
SEED = 3
"""A start that the lesson's own experiments use too."""
Grid = NDArray[np.float64]


def _moments() -> Picture:
    """Train the circles network and stop four times."""
    X, y = make_circles(1000, rng=np.random.default_rng(0))
    at = np.linspace(-REACH, REACH, 121)
    places = np.stack([axis.ravel() for axis in np.meshgrid(at, at)], axis=1)
    params, done, frames = init_params(SIZES, np.random.default_rng(SEED)), 0, []
    for steps in (0, 100, 200, 2000):
        params, _ = train_full_batch(X, y, params, NAMES, 0.1, steps - done)
        frames.append((steps, mlp_forward(places, params, NAMES)[0].reshape(121, 121)))
        done = steps
    return plots.moments(frames, X[:200], y[:200])


def _slice() -> Picture:
    """Cut through the losses of logistic regression and of the circles network, both trained."""
    X, y = make_circles(200, rng=np.random.default_rng(0))
    line, _ = train_full_batch(X, y, init_params([2, 1], np.random.default_rng(SEED)), ["sigmoid"], 0.5, 500)
    net, _ = train_full_batch(X, y, init_params(SIZES, np.random.default_rng(SEED)), NAMES, 0.1, 2000)
    reach = 2.0
    return plots.loss_slices(_cut(X, y, line, ["sigmoid"], reach), _cut(X, y, net, NAMES, reach), reach)


def _cut(X: Grid, y: Grid, params: Params, names: list[str], reach: float) -> Grid:
    """Return the losses on a plane of two random directions, each as long in every layer as its weights."""
    rng = np.random.default_rng(1)
    across, up = (
        [_like(layer, rng) for layer in params],
        [_like(layer, rng) for layer in params],
    )
    at = np.linspace(-reach, reach, 81)
    losses = np.empty((81, 81))
    for row, v in enumerate(at):
        for column, u in enumerate(at):
            moved = [
                {name: layer[name] + u * a[name] + v * b[name] for name in layer}
                for layer, a, b in zip(params, across, up, strict=True)
            ]
            p = np.clip(mlp_forward(X, moved, names)[0], 1e-12, 1 - 1e-12)
            losses[row, column] = binary_cross_entropy(y, p)
    return losses


def _like(layer: dict[str, Grid], rng: np.random.Generator) -> dict[str, Grid]:
    """Return a random direction as long as the weights and as long as the biases of a layer."""
    drawn = {name: rng.normal(size=array.shape) for name, array in layer.items()}
    return {name: values * np.linalg.norm(layer[name]) / np.linalg.norm(values) for name, values in drawn.items()}


PICTURES = {
    "08_moments": _moments,
    "08_twins": plots.twins,
    "08_slopes": plots.activation_slopes,
    "08_slice": _slice,
}
