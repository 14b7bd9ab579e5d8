"""The static pictures of lesson 06."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from deeplearn_ref.activations import sigmoid
from deeplearn_ref.gradient_descent import gradient_descent, logistic_fit, loss_along_line
from deeplearn_ref.layers import mlp_forward, xor_mlp_params
from deeplearn_ref.losses import bce_with_logits, mse
from lessonkit import plots
from lessonkit.picture import Picture
from lessonkit.widgets.gradient_descent import SURFACES

Array = NDArray[Any]


def _parabola_walk(rate: float) -> Array:
    return gradient_descent(lambda x: 8 * x + 10, np.array(1.0), rate, 10)


def _regimes() -> Picture:
    walks = {f"η = {rate}": _parabola_walk(rate) for rate in (0.05, 0.125, 0.2, 0.25, 0.26)}
    return plots.walks(lambda x: 4 * x**2 + 10 * x + 6, walks, -6.5, 4)


def _bowl() -> Picture:
    curvatures, start = np.array([1.0, 25.0]), np.array([1.0, 1.0])
    rates = (0.01, 2 / 26)
    return plots.bowl_walks(
        {f"η = {rate:.3g}": gradient_descent(lambda v: curvatures * v, start, rate, 60) for rate in rates}
    )


def _wells() -> Picture:
    def walk(start: float, rate: float, steps: int) -> Array:
        return gradient_descent(lambda x: x**3 - 2 * x + 0.3, np.array(start), rate, steps)

    large = walk(2.0, 0.45, 50)
    three = {"η = 0.1": walk(2.0, 0.1, 250), "η = 0.45": walk(2.0, 0.45, 250)}
    three["0.45 → 0.1"] = np.concatenate([large, walk(float(large[-1]), 0.1, 200)])
    return plots.walks(lambda x: 0.25 * x**4 - x**2 + 0.3 * x, three, -2.1, 2.1)


def _data() -> tuple[Array, Array]:
    """Return the students of section 6, with the same random numbers."""
    rng = np.random.default_rng(0)
    X = np.column_stack([rng.integers(0, 8, 300), rng.uniform(0, 8, 300)])
    return X, (rng.random(300) < sigmoid(1.2 * (X.sum(axis=1) - 6.5))).astype(int)


def _students() -> Picture:
    X, y = _data()
    fits = {n: logistic_fit(X, y, 0.1, n) for n in (1, 100, 5000)}
    return plots.chances(X, y, {n: (fit["w"], fit["b"]) for n, fit in fits.items()}, [4.0, 5.0])


def _losses() -> Picture:
    X, y = _data()
    runs = {f"η = {rate}": logistic_fit(X, y, rate, 100)["losses"] for rate in (0.01, 0.1, 0.5)}
    runs["η = 0.5, X − mean"] = logistic_fit(X - X.mean(axis=0), y, 0.5, 100)["losses"]
    return plots.losses_per_step(runs)


def _line() -> Picture:
    """Draw the two lines of section 7."""
    corners, labels = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])
    one = xor_mlp_params()
    other = [
        {"W": one[0]["W"][:, ::-1], "b": one[0]["b"][::-1]},
        {"W": one[1]["W"][::-1], "b": one[1]["b"]},
    ]
    here = [{"W": np.array([[4.0], [-2.0]]), "b": np.array([1.0])}]
    there = [{"W": np.array([[-3.0], [5.0]]), "b": np.array([-2.0])}]
    return plots.lines_of_loss(
        {
            "network": loss_along_line(
                lambda theta: mse(labels, mlp_forward(corners, theta, ["relu", "linear"])[0]), one, other
            ),
            "logistic": loss_along_line(
                lambda theta: bce_with_logits(labels, corners @ theta[0]["W"] + theta[0]["b"]), here, there
            ),
        }
    )


def _landscapes() -> Picture:
    starts = {"students": ((-0.7, 2.4), (2.6, -2.5), (-0.5, -2.3)), "net": ((-1.7, -0.4), (3.6, 1.7), (-1.2, -1.2))}
    surfaces, walks = [], []
    for name, places in starts.items():
        surface = SURFACES[name]
        surfaces.append((name, surface.loss, surface.window))
        walks.append([gradient_descent(surface.slope, np.array(place), surface.rate, 1000) for place in places])
    return plots.landscapes(surfaces, walks)


PICTURES = {
    "06_slopes": plots.slopes,
    "06_regimes": _regimes,
    "06_bowl": _bowl,
    "06_wells": _wells,
    "06_students": _students,
    "06_losses": _losses,
    "06_line": _line,
    "06_landscapes": _landscapes,
}
