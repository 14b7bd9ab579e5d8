"""Lesson 08: a deep network that learns the circles before one's eyes, and its gradient layer by layer."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from lessonkit.widgets.figure import figure, try_out

SIZES = [2, 4, 6, 6, 4, 1]
NAMES = ["relu", "relu", "relu", "relu", "sigmoid"]
STRIDE, FRAMES = 50, 40
"""`live` trains so many steps at a time, and shows so many moments after the first."""
REACH, GRID = 1.5, 49
"""The plane of `live`, and how many places along each axis are asked."""
SHOWN = 200
"""So many samples are drawn; the network learns from all."""
DEPTH, WIDTH = 11, 6
"""Weight layers of the network of `norms`, and units in each hidden one."""


def live(
    init_params: Callable[..., Any],
    train_full_batch: Callable[..., Any],
    mlp_forward: Callable[..., Any],
    X: Any,
    y: Any,
    schemes: Sequence[str] = ("he",),
    rates: Sequence[float] = (0.1,),
    dead: Callable[..., float] | None = None,
) -> Any:
    """Return the circles network in training: class regions, loss and accuracy, some steps at a time.

    Parameters
    ----------
    init_params, train_full_batch, mlp_forward : callable
        The reader's functions.
    X : ndarray of shape (m, 2)
        Samples.
    y : ndarray of shape (m, 1)
        Labels, 0 or 1.
    schemes : sequence of str
        Starts to choose from.
    rates : sequence of float
        Learning rates to choose from.
    dead : callable, optional
        ``dead_unit_fraction``; with it the picture counts dead units.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If a function is not written yet.
    """
    at = np.linspace(-REACH, REACH, GRID)
    places = np.stack([axis.ravel() for axis in np.meshgrid(at, at)], axis=1)
    runs: dict[tuple[str, float, int], list[tuple[Any, Any]]] = {}

    def moment(scheme: str, rate: float, seed: int, frame: int) -> tuple[Any, list[Any]]:
        """Train as far as asked; what was trained before is kept, so that going back costs nothing."""
        run = runs.setdefault((scheme, rate, seed), [])
        if not run:
            start = init_params(SIZES, np.random.default_rng(seed), scheme)
            run.append((start, train_full_batch(X, y, start, NAMES, rate, 0)[1]))
        while len(run) <= frame:
            params, curves = train_full_batch(X, y, run[-1][0], NAMES, rate, STRIDE)
            run.append((params, curves))
        return run[frame][0], [curves for _, curves in run[: frame + 1]]

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        frame = int(request["frame"])
        params, curves = moment(request["scheme"], float(request["rate"]), int(request["seed"]), frame)
        told = {
            "grid": _shares(mlp_forward(places, params, NAMES)[0]),
            "loss": [float(part["loss"][-1]) for part in curves],
            "accuracy": [float(part["accuracy"][-1]) for part in curves],
        }
        if dead is not None:
            hidden = [cache["Z"] for cache in mlp_forward(X, params, NAMES)[1][:-1]]
            told["dead"] = sum(round(dead(Z) * Z.shape[1]) for Z in hidden)
        return told

    first = {"scheme": schemes[0], "rate": rates[0], "seed": 0, "frame": 0}
    try_out(answer, first)
    samples, labels = np.asarray(X)[:SHOWN], np.ravel(y)[:SHOWN]
    return figure(
        "live",
        answer,
        X=samples.round(3).tolist(),
        y=[int(label) for label in labels],
        schemes=list(schemes),
        rates=list(rates),
        stride=STRIDE,
        frames=FRAMES,
        grid=GRID,
        reach=REACH,
        units=sum(SIZES[1:-1]) if dead is not None else 0,
    )


def norms(
    init_params: Callable[..., Any],
    mlp_forward: Callable[..., Any],
    loss_backward: Callable[..., Any],
    mlp_backward: Callable[..., Any],
    gradient_norms: Callable[..., Any],
    X: Any,
    y: Any,
) -> Any:
    """Return the sizes of the weight gradients of an untrained deep network, as bars.

    Parameters
    ----------
    init_params, mlp_forward, loss_backward, mlp_backward, gradient_norms : callable
        The reader's functions; `loss_backward` is ``bce_sigmoid_backward``.
    X : ndarray of shape (m, 2)
        Samples.
    y : ndarray of shape (m, 1)
        Labels, 0 or 1.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If a function is not written yet.
    """

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        names = [request["hidden"]] * (DEPTH - 1) + ["sigmoid"]
        sizes = [2] + [WIDTH] * (DEPTH - 1) + [1]
        params = init_params(sizes, np.random.default_rng(int(request["seed"])), request["scheme"])
        p, caches = mlp_forward(X, params, names)
        grads = mlp_backward(loss_backward(y, p), params, caches, names)
        return {"norms": [float(value) for value in gradient_norms(grads)]}

    try_out(answer, {"hidden": "sigmoid", "scheme": "xavier", "seed": 0})
    return figure("norms", answer, hidden=["sigmoid", "tanh", "relu"], schemes=["xavier", "he", "small"])


def _shares(p: Any) -> list[int]:
    """Return probabilities in ten-thousandths, whole numbers: what travels to the browser stays small."""
    return [int(value) for value in np.rint(10_000 * np.ravel(np.asarray(p, dtype=float)))]
