"""The static pictures of lesson 03."""

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from deeplearn_ref.layers import mlp_forward, relu_interpolator
from lessonkit import plots, style
from lessonkit.picture import Picture

STACK_SEED = 3
SIZES = (2, 4, 6, 6, 4, 1)
STUDENT = [
    {"W": np.array([[0.5, -0.3, 0.2], [-0.5, 0.6, 0.1]]), "b": np.zeros(3)},
    {"W": np.array([[0.7], [-0.9], [-0.44]]), "b": np.zeros(1)},
]
"""The untrained network of the pass/fail story."""


def _network() -> Picture:
    return plots.network(SIZES)


def _forward() -> Picture:
    x = np.array([[4.0, 5.0]])
    return plots.forward_pass(x[0], STUDENT, mlp_forward(x, STUDENT, ["relu", "sigmoid"])[1])


def _collapse() -> Picture:
    """Draw the experiment of section 7, with the same random weights."""
    rng = np.random.default_rng(STACK_SEED)
    params = [
        {"W": rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), "b": rng.normal(0, 0.5, n_out)}
        for n_in, n_out in itertools.pairwise(SIZES)
    ]

    def running(hidden: str) -> Callable[[Any], Any]:
        return lambda X: mlp_forward(X, params, [hidden] * 4 + ["linear"])[0]

    names = {"linear": style.label("plots.net_linear"), "relu": style.label("plots.net_relu")}
    return plots.level_lines({names[hidden]: running(hidden) for hidden in names})


def _universal() -> Picture:
    nets, errors = {}, {}
    x = np.linspace(0, 2 * np.pi, 4001)
    for count in (4, 8, 16, 32, 64):
        xs = np.linspace(0, 2 * np.pi, count + 1)
        params = relu_interpolator(xs, np.sin(xs))
        nets[count] = lambda at, params=params: mlp_forward(at.reshape(-1, 1), params, ["relu", "linear"])[0].ravel()
        errors[count] = float(np.abs(nets[count](x) - np.sin(x)).max())
    return plots.interpolation(np.sin, {count: nets[count] for count in (4, 8)}, errors)


PICTURES = {
    "03_network": _network,
    "03_units": plots.units,
    "03_shapes": plots.layer_shapes,
    "03_forward": _forward,
    "03_collapse": _collapse,
    "03_universal": _universal,
}
