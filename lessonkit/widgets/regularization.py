"""Lesson 11: polynomials of every degree, networks thinned by masks, a training run to go back in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.polynomial import Polynomial
from numpy.typing import ArrayLike

from lessonkit.widgets.figure import figure, try_out

THINNED = (3, 6, 6, 1)
"""Inputs, two hidden layers and the output of `thinned`."""
MOST_MASKS = 500
STOPS = (0, 1, 2, 3, 5, 8, 11, 14, 20, 30, 40, 50, 70, 100, 140, 200, 280, 400)
"""After how many epochs `overfitting` looks at the plane."""
CELLS = 48
REACH = 2.0
ACTIVATIONS = ["relu", "relu", "sigmoid"]


def polynomial(x: ArrayLike, samples: Sequence[ArrayLike], x_new: ArrayLike, y_new: ArrayLike) -> Any:
    """Return points with a polynomial whose degree the reader chooses, and its errors on used and on new points.

    Parameters
    ----------
    x : array_like of shape (m,)
        Places of the points used.
    samples : sequence of array_like of shape (m,)
        Their values, measured several times.
    x_new, y_new : array_like of shape (k,)
        Points that no polynomial has seen.

    Returns
    -------
    widget
        Shown by the notebook.
    """
    places, new, told = (np.asarray(values, dtype=float) for values in (x, x_new, y_new))
    fine = np.linspace(places.min(), places.max(), 161)
    fits = []
    for values in samples:
        heights, row = np.asarray(values, dtype=float), []
        for degree in range(len(places)):
            curve = Polynomial.fit(places, heights, degree)
            row.append(
                {
                    "curve": np.clip(curve(fine), -9, 9).round(4).tolist(),
                    "used": float(np.mean((curve(places) - heights) ** 2)),
                    "fresh": float(np.mean((curve(new) - told) ** 2)),
                }
            )
        fits.append(row)
    points = [np.asarray(values, dtype=float).round(4).tolist() for values in samples]
    return figure(
        "polynomial", x=places.tolist(), samples=points, fits=fits, fine=fine.tolist(),
        x_new=new.tolist(), y_new=told.tolist(),
    )  # fmt: skip


def thinned(dropout_mask: Callable[..., Any]) -> Any:
    """Return a network of two hidden layers, thinned by masks that the reader's function draws.

    Parameters
    ----------
    dropout_mask : callable
        ``dropout_mask(shape, drop_rate, rng)``.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If `dropout_mask` is not written yet.
    """
    rng = np.random.default_rng(11)

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        count = min(int(request["count"]), MOST_MASKS)
        masks = [
            np.asarray(dropout_mask((count, width), float(request["rate"]), rng), dtype=bool) for width in THINNED[1:3]
        ]
        for mask, width in zip(masks, THINNED[1:3], strict=True):
            if mask.shape != (count, width):
                raise ValueError(f"dropout_mask gave the shape {mask.shape} for {(count, width)}.")
        stay = [mask.sum(axis=1) for mask in masks]
        return {
            "masks": [mask[-1].tolist() for mask in masks],
            "units": int(sum(number.sum() for number in stay)),
            "weights": int((stay[0] * stay[1]).sum()),
            "count": count,
        }

    try_out(answer, {"rate": 0.5, "count": 1})
    return figure("thinned", answer, sizes=list(THINNED))


def overfitting(
    mlp_forward: Callable[..., Any], runs: Mapping[str, Mapping[str, Any]], X: ArrayLike, y: ArrayLike
) -> Any:
    """Return training runs to go back in: what the network said everywhere, beside its two losses.

    Parameters
    ----------
    mlp_forward : callable
        ``mlp_forward(X, params, activations)``; the networks are ReLU, ReLU, sigmoid with two inputs.
    runs : mapping of str to mapping
        By name (``"plain"``, ``"L2"``, ``"dropout"``) ``"train"`` and ``"val"``, the losses after each epoch, and
        ``"params"``, the parameters before the first epoch and after each.
    X : array_like of shape (m, 2)
        Training samples.
    y : array_like of shape (m, 1)
        Their labels.

    Returns
    -------
    widget
        Shown by the notebook.
    """
    ticks = np.linspace(-REACH, REACH, CELLS)
    across, up = np.meshgrid(ticks, ticks)
    grid = np.column_stack([across.ravel(), up.ravel()])
    shown = {}
    for name, run in runs.items():
        stops = [stop for stop in STOPS if stop <= len(run["train"])]
        planes = [np.asarray(mlp_forward(grid, run["params"][stop], ACTIVATIONS)[0]) for stop in stops]
        shown[name] = {
            "stops": stops,
            "planes": [np.rint(99 * plane[:, 0]).astype(int).tolist() for plane in planes],
            "train": np.asarray(run["train"], dtype=float).round(6).tolist(),
            "val": np.asarray(run["val"], dtype=float).round(6).tolist(),
        }
    samples, labels = np.asarray(X, dtype=float), np.asarray(y)
    return figure(
        "overfitting", runs=shown, cells=CELLS, reach=REACH,
        X=samples.round(3).tolist(), y=labels.ravel().astype(int).tolist(),
    )  # fmt: skip
