"""Samples with two features: as points, with a boundary, with the region of each class."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lessonkit import style
from lessonkit.picture import Picture, follows_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes


Array = NDArray[Any]


@follows_language
def boundary(X: ArrayLike, y: ArrayLike, w: ArrayLike, b: float) -> Picture:
    """Draw samples with two features and the boundary of one neuron, its sides shaded.

    Parameters
    ----------
    X : array_like of shape (m, 2)
        Samples.
    y : array_like of shape (m,)
        Labels, 0 or 1.
    w : array_like of shape (2,)
        Weights.
    b : float
        Bias.

    Returns
    -------
    matplotlib.figure.Figure
        With axes x₁ and x₂.
    """
    weights = np.asarray(w, dtype=float)
    made, (ax,) = style.figure(6.8, 4.4)
    limits = _limits(X)
    _shade(ax, limits, lambda points: (points @ weights + b > 0).astype(int))
    points(ax, X, y)
    _frame(ax, limits)
    if weights.any():
        _line(ax, weights, float(b), limits)
        numbers = {"w1": f"{weights[0]:g}", "w2": f"{weights[1]:g}", "b": f"{b:g}"}
        ax.set_title(style.label("plots.boundary_of", **numbers), fontsize=10)
    else:
        ax.set_title(style.label("plots.no_boundary"), fontsize=10)
    made.legend(*ax.get_legend_handles_labels(), fontsize=9, loc="outside right upper", frameon=False)
    return made


@follows_language
def regions(predict: Callable[[Array], Array], X: ArrayLike, y: ArrayLike) -> Picture:
    """Draw samples with two features and the region that any function gives to each class.

    Parameters
    ----------
    predict : callable
        ``predict(points)`` takes an array of shape (k, 2) and returns k labels.
    X : array_like of shape (m, 2)
        Samples.
    y : array_like of shape (m,)
        Labels, 0 or 1.

    Returns
    -------
    matplotlib.figure.Figure
        With axes x₁ and x₂.
    """
    made, (ax,) = style.figure(6.8, 4.4)
    limits = _limits(X)
    _shade(ax, limits, predict)
    points(ax, X, y)
    _frame(ax, limits)
    made.legend(*ax.get_legend_handles_labels(), fontsize=9, loc="outside right upper", frameon=False)
    return made


def points(ax: "Axes", X: ArrayLike, y: ArrayLike, size: float = 70) -> None:
    """Draw samples as points, each class with its own colour and marker."""
    samples, labels = np.asarray(X, dtype=float), np.asarray(y)
    for kind in (0, 1):
        ax.scatter(
            samples[labels == kind, 0],
            samples[labels == kind, 1],
            s=size,
            c=style.CLASS_COLOURS[kind],
            marker=style.CLASS_MARKERS[kind],
            edgecolors=style.PAPER,
            linewidths=1,
            zorder=3,
            label=style.label(f"plots.class_{kind}"),
        )


def _limits(X: ArrayLike) -> tuple[float, float, float, float]:
    samples = np.asarray(X, dtype=float)
    low, high = samples.min(axis=0), samples.max(axis=0)
    room = 0.45 * np.maximum(high - low, 0.5)
    return float(low[0] - room[0]), float(high[0] + room[0]), float(low[1] - room[1]), float(high[1] + room[1])


def _shade(ax: "Axes", limits: tuple[float, float, float, float], predict: Callable[[Array], Array]) -> None:
    left, right, bottom, top = limits
    across, up = np.meshgrid(np.linspace(left, right, 240), np.linspace(bottom, top, 240))
    grid = np.column_stack([across.ravel(), up.ravel()])
    classes = np.asarray(predict(grid)).reshape(across.shape)
    ax.contourf(across, up, classes, levels=[-0.5, 0.5, 1.5], colors=style.CLASS_COLOURS, alpha=0.16)


def _line(ax: "Axes", w: Array, b: float, limits: tuple[float, float, float, float]) -> None:
    foot = -b * w / (w @ w)
    along = np.array([-w[1], w[0]]) / np.sqrt(w @ w)
    far = 10 * (limits[1] - limits[0] + limits[3] - limits[2])
    ends = np.array([foot - far * along, foot + far * along])
    ax.plot(ends[:, 0], ends[:, 1], color=style.INK, linewidth=1.8, zorder=2)


def _frame(ax: "Axes", limits: tuple[float, float, float, float]) -> None:
    ax.set_xlim(limits[0], limits[1])
    ax.set_ylim(limits[2], limits[3])
    ax.set_aspect("equal")
    ax.set_xlabel("$x_1$")
    ax.set_ylabel("$x_2$")
