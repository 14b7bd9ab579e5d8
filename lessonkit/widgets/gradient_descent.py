"""Lesson 06: a ball on a curve, walks on surfaces of two weights, a boundary that learns."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lessonkit.widgets.figure import figure, try_out

Array = NDArray[Any]
STOPS = (0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
"""After how many steps `learning` looks."""


BANDS = 22
"""Into how many steps of colour `landscape` divides the values of a surface, by rank."""
TILES, ARROWS = 40, 13
"""How many tiles and arrows `landscape` draws on each side."""


@dataclass(frozen=True)
class Curve:
    """A curve for the ball: its height, its slope, where it is drawn, the rates and the start offered."""

    height: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    window: tuple[float, float]
    rates: tuple[float, float, float, float]
    """Least, most, step, first."""
    start: float
    steps: int


CURVES = {
    "parabola": Curve(
        lambda x: 4 * x**2 + 10 * x + 6, lambda x: 8 * x + 10, (-5.0, 2.5), (0.01, 0.3, 0.005, 0.05), 1.0, 400
    ),
    "wells": Curve(
        lambda x: 0.25 * x**4 - x**2 + 0.3 * x, lambda x: x**3 - 2 * x + 0.3, (-2.2, 2.2), (0.01, 0.5, 0.002, 0.1), 2.0,
        5000,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Surface:
    """A loss of two parameters: its values, its gradient, where it is drawn, and a rate that works."""

    loss: Callable[[Array, Array], Array]
    slope: Callable[[Array], Array]
    window: tuple[float, float, float, float]
    rate: float
    most: float


@cache
def _sums() -> tuple[Array, Array]:
    """Return lectures and hours of 300 students in one number, less 6.5, and who passed."""
    rng = np.random.default_rng(0)
    s = rng.integers(0, 8, 300) + rng.uniform(0, 8, 300) - 6.5
    return s, (rng.random(300) < 1 / (1 + np.exp(-1.2 * s))).astype(float)


def _students_loss(w: Array, b: Array) -> Array:
    s, y = _sums()
    z = np.asarray(w)[..., None] * s + np.asarray(b)[..., None]
    losses: Array = (np.logaddexp(0, z) - y * z).mean(axis=-1)
    return losses


def _students_slope(v: Array) -> Array:
    s, y = _sums()
    error = (1 + np.tanh((v[0] * s + v[1]) / 2)) / 2 - y  # the sigmoid, without overflow
    return np.array([np.mean(error * s), np.mean(error)])


_X = np.linspace(-2, 2, 41)
_TARGET = np.tanh(0.5 * _X) + np.tanh(3 * _X)


def _net_loss(a: Array, b: Array) -> Array:
    out = np.tanh(np.asarray(a)[..., None] * _X) + np.tanh(np.asarray(b)[..., None] * _X)
    losses: Array = ((out - _TARGET) ** 2).mean(axis=-1)
    return losses


def _net_slope(v: Array) -> Array:
    hidden = np.tanh(np.multiply.outer(v, _X))
    error = 2 * (hidden.sum(axis=0) - _TARGET) / len(_X)
    slope: Array = ((1 - hidden**2) * _X) @ error
    return slope


SURFACES = {
    "bowl": Surface(
        lambda x, y: 0.5 * (x**2 + 25 * y**2), lambda v: np.array([1.0, 25.0]) * v, (-1.3, 1.3, -1.3, 1.3), 0.07, 0.1
    ),
    "students": Surface(_students_loss, _students_slope, (-1.0, 3.0, -3.0, 3.0), 0.3, 2.0),
    "net": Surface(_net_loss, _net_slope, (-2.0, 4.0, -2.0, 4.0), 0.3, 2.0),
}
"""A long bowl; logistic regression with a weight and a bias; a network 1-2-1 over its two hidden weights."""


def ball(gradient_descent: Callable[..., Any], curve: str) -> Any:
    """Return a ball on a curve: choose a rate, say what will happen, let it walk by the reader's function.

    Parameters
    ----------
    gradient_descent : callable
        ``gradient_descent(grad_fn, x0, learning_rate, n_steps)``.
    curve : str
        ``"parabola"`` or ``"wells"``.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If `gradient_descent` is not written yet.
    """
    shape = CURVES[curve]

    def answer(request: dict[str, Any]) -> dict[str, list[float]]:
        with np.errstate(all="ignore"):  # a ball that flies off may leave the numbers
            path = gradient_descent(shape.slope, np.array(request["start"]), float(request["rate"]), shape.steps)
        places = np.asarray(path, dtype=np.float64)
        far = np.flatnonzero(~(np.abs(places) < 1e6))
        places = places[: far[0]] if len(far) else places
        shown = _stops(len(places))
        return {"steps": [float(k) for k in shown], "places": [float(places[k]) for k in shown]}

    try_out(answer, {"start": shape.start, "rate": 0.1})
    x = np.linspace(*shape.window, 301)
    return figure(
        "ball", answer, curve=curve, window=list(shape.window), heights=shape.height(x).tolist(),
        rates=list(shape.rates), start=shape.start,
    )  # fmt: skip


def _stops(length: int) -> list[int]:
    """Return which places of a walk are shown: the first 40, then ever fewer, and the last two."""
    growing = {int(40 * 1.25**k) for k in range(40)}
    chosen = set(range(min(length, 40))) | {k for k in growing if k < length} | {max(length - 2, 0), length - 1}
    return sorted(chosen)


def _heights(surface: Surface) -> list[list[float]]:
    """Return the loss on a coarse grid, from 0 (lowest) to 1 (highest); the first row is the lower edge."""
    left, right, bottom, top = surface.window
    z = surface.loss(*np.meshgrid(np.linspace(left, right, TILES + 1), np.linspace(bottom, top, TILES + 1)))
    scaled: list[list[float]] = ((z - z.min()) / (z.max() - z.min())).round(4).tolist()
    return scaled


def _field(surface: Surface) -> list[list[list[float]]]:
    """Return rows of ``[a, b, ∂L/∂a, ∂L/∂b]`` at the middles of a coarse grid."""
    left, right, bottom, top = surface.window
    shares = (np.arange(ARROWS) + 0.5) / ARROWS
    places = [[np.array([left + p * (right - left), bottom + q * (top - bottom)]) for p in shares] for q in shares]
    return [[[*map(float, v), *map(float, surface.slope(v))] for v in row] for row in places]


def landscape(gradient_descent: Callable[..., Any]) -> Any:
    """Return surfaces of two parameters, from above or the side: set a start, and the reader's function walks.

    From above, arrows can show minus the gradient everywhere; from the side, the surface can be turned.

    Parameters
    ----------
    gradient_descent : callable
        ``gradient_descent(grad_fn, x0, learning_rate, n_steps)``.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If `gradient_descent` is not written yet.
    """

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        surface = SURFACES[request["surface"]]
        start = np.array(request["start"], dtype=np.float64)
        with np.errstate(all="ignore"):  # a walk that flies off may leave the numbers
            path = np.asarray(gradient_descent(surface.slope, start, float(request["rate"]), 1000), dtype=np.float64)
        far = np.flatnonzero(~(np.abs(path).max(axis=1) < 1e4))
        path = path[: far[0]] if len(far) else path
        return {"path": path.tolist(), "loss": float(surface.loss(*path[-1])), "off": bool(len(far))}

    try_out(answer, {"surface": "bowl", "start": [1.0, 1.0], "rate": 0.05})
    drawn = {}
    for name, surface in SURFACES.items():
        left, right, bottom, top = surface.window
        a, b = np.meshgrid(np.linspace(left, right, 97), np.linspace(bottom, top, 97))
        z = surface.loss(a, b)
        ranks = np.searchsorted(np.quantile(z, np.linspace(0, 1, BANDS + 2)[1:-1]), z)
        drawn[name] = {
            "bands": ranks.tolist(), "most_band": BANDS, "heights": _heights(surface), "field": _field(surface),
            "window": list(surface.window), "rate": surface.rate, "most": surface.most,
        }  # fmt: skip
    return figure("landscape", answer, surfaces=drawn)


def learning(logistic_fit: Callable[..., Any], X: ArrayLike, y: ArrayLike) -> Any:
    """Return the students with the boundary of logistic regression, step by step.

    Parameters
    ----------
    logistic_fit : callable
        ``logistic_fit(X, y, learning_rate, n_steps)``.
    X : array_like of shape (m, 2)
        Lectures attended, hours on the project.
    y : array_like of shape (m,)
        1 for a pass.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If `logistic_fit` is not written yet.
    """
    samples, labels = np.asarray(X, dtype=np.float64), np.asarray(y)
    middle = samples.mean(axis=0)

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        shift = middle if request["centred"] else np.zeros(2)
        steps = int(request["steps"])
        fit = logistic_fit(samples - shift, labels, float(request["rate"]), steps)
        w = np.asarray(fit["w"], dtype=np.float64)
        b = float(fit["b"]) - float(w @ shift)
        losses = np.asarray(fit["losses"], dtype=np.float64)
        right = int(np.sum((samples @ w + b > 0) == labels))
        known = [k for k in STOPS if k <= steps]
        return {
            "w": w.tolist(), "b": b, "right": right,
            "losses": [[float(k), float(losses[k])] for k in known],
        }  # fmt: skip

    try_out(answer, {"rate": 0.1, "steps": 1, "centred": False})
    return figure("learning", answer, X=samples.round(3).tolist(), y=labels.tolist(), stops=list(STOPS))
