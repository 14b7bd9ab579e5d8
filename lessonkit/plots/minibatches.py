"""Lesson 09: an epoch cut into portions, labels that went astray, walks with noise, noise over batch size."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle
from numpy.typing import ArrayLike, NDArray

from lessonkit import style
from lessonkit.picture import Picture, follows_language
from lessonkit.plots.planes import points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Array = NDArray[Any]
TILE = 0.8


@follows_language
def epoch_of_batches(labels: Sequence[int], order: Sequence[int], batch_size: int) -> Picture:
    """Draw numbered samples, and below them the portions of one epoch.

    Parameters
    ----------
    labels : sequence of int
        Class of each sample, 0 or 1.
    order : sequence of int
        The samples, from 0, in the order of the epoch.
    batch_size : int
        Samples in a portion.

    Returns
    -------
    matplotlib.figure.Figure
        Circles are class 0, squares class 1.
    """
    made, (ax,) = style.figure(9.4, 4.3)
    for place, label in enumerate(labels):
        _tile(ax, place + 0.5 * (len(labels) // batch_size), 3.2, place, label)
    ax.text(-0.5, 4.25, style.label("plots.mb_data"), fontsize=11, va="center")
    ax.text(-0.5, 2.35, style.label("plots.mb_order"), fontsize=11, va="center")
    starts = range(0, len(order), batch_size)
    for number, start in enumerate(starts):
        shift = 0.5 * number
        part = order[start : start + batch_size]
        for offset, sample in enumerate(part):
            _tile(ax, start + offset + shift, 1.3, sample, labels[sample])
        left, width = start + shift - 0.5, len(part)
        ax.add_patch(Rectangle((left, 0.75), width, 1.1, fill=False, edgecolor=style.INK, linewidth=1.4))
        middle = left + width / 2
        ax.add_patch(
            FancyArrowPatch(
                (middle, 0.72), (middle, 0.1), arrowstyle="-|>", mutation_scale=15, color=style.INK, linewidth=1.4
            )
        )
        told = style.label("plots.mb_step", step=number + 1).replace(" · ", "\n")
        ax.text(middle, 0.02, told, ha="center", va="top", fontsize=11)
    right = len(order) - 0.5 + 0.5 * (len(starts) - 1)
    ax.plot([-0.5, -0.5, right, right], [-0.75, -0.92, -0.92, -0.75], color=style.INK, linewidth=1.4)
    ax.text((right - 0.5) / 2, -1.0, style.label("plots.mb_epoch"), ha="center", va="top", fontsize=12)
    ax.set_xlim(-0.8, right + 0.3)
    ax.set_ylim(-1.6, 4.6)
    ax.set_aspect("equal")
    ax.set_axis_off()
    return made


@follows_language
def parted_labels(X: ArrayLike, together: ArrayLike, parted: ArrayLike) -> Picture:
    """Draw the same points twice: with their own labels, and with those of others.

    Parameters
    ----------
    X : array_like of shape (m, 2)
        Samples.
    together, parted : array_like of shape (m,)
        Labels, 0 or 1.

    Returns
    -------
    matplotlib.figure.Figure
        Two panels side by side.
    """
    made, panels = style.figure(9.0, 4.5, panels=2)
    for ax, key, labels in zip(panels, ("together", "parted"), (together, parted), strict=True):
        points(ax, X, labels, size=22)
        ax.set_title(style.title(f"plots.mb_{key}"), fontsize=11)
        ax.set_aspect("equal")
        ax.set_xlabel("$x_1$")
    panels[0].set_ylabel("$x_2$")
    handles, names = panels[0].get_legend_handles_labels()
    made.legend(handles, names, fontsize=9, loc="outside lower center", ncols=2, frameon=False)
    return made


@follows_language
def noisy_walks(
    loss: Callable[[Array, Array], Array],
    window: tuple[float, float, float, float],
    walks: Mapping[int, ArrayLike],
    least: ArrayLike,
) -> Picture:
    """Draw walks on the loss of two parameters from above, a panel for each batch size.

    Parameters
    ----------
    loss : callable
        Arrays of the same shape in and out.
    window : tuple of four floats
        Left, right, bottom, top.
    walks : mapping of int to array_like of shape (k + 1, 2)
        For each batch size the places of the walk.
    least : array_like of shape (2,)
        Where the loss is least.

    Returns
    -------
    matplotlib.figure.Figure
        The start is a square, the end a ring, the minimum a star.
    """
    made, panels = style.figure(3.7 * len(walks), 4.1, panels=len(walks))
    left, right, bottom, top = window
    a, b = np.meshgrid(np.linspace(left, right, 121), np.linspace(bottom, top, 121))
    z = loss(a, b)
    levels = np.unique(np.quantile(z, np.linspace(0, 1, 15)))
    lowest = np.asarray(least, dtype=float)
    for ax, (size, places) in zip(panels, walks.items(), strict=True):
        walk = np.asarray(places, dtype=float)
        ax.contour(a, b, z, levels=levels, colors="0.65", linewidths=0.8)
        ax.plot(walk[:, 0], walk[:, 1], color=style.CLASS_COLOURS[0], linewidth=0.9)
        ax.plot(walk[:1, 0], walk[:1, 1], "s", color=style.CLASS_COLOURS[1], markersize=8)
        ax.plot(*lowest[:, None], "*", color=style.INK, markersize=13, zorder=4)
        ax.plot(
            walk[-1:, 0], walk[-1:, 1], "o", markersize=12, zorder=5,
            markerfacecolor="none", markeredgecolor=style.CLASS_COLOURS[1], markeredgewidth=2,
        )  # fmt: skip
        ax.set_title(f"B = {size}", fontsize=11)
        ax.set_xlabel("w")
        ax.set_xlim(left, right)
        ax.set_ylim(bottom, top)
    panels[0].set_ylabel("b")
    return made


@follows_language
def noise_over_size(sizes: ArrayLike, errors: ArrayLike, single: float, m: int) -> Picture:
    """Draw the measured standard error of a mini-batch gradient over the batch size, with the law 1/√B.

    Parameters
    ----------
    sizes, errors : array_like of shape (k,)
        Batch sizes, and the standard error measured at each.
    single : float
        Standard error of a batch of one.
    m : int
        Number of all samples.

    Returns
    -------
    matplotlib.figure.Figure
        Both axes logarithmic.
    """
    made, (ax,) = style.figure(7.2, 4.4)
    B = np.array([1.0, 1.25 * m])
    ax.plot(B, single / np.sqrt(B), color=style.LINES[0], linestyle="--", label=style.label("plots.mb_law"))
    ax.plot(sizes, errors, "o", color=style.CLASS_COLOURS[0], markersize=7, label=style.label("plots.mb_measured"))
    ax.axvline(m, color="0.5", linewidth=1, linestyle=":")
    ax.set_xscale("log")
    ax.set_yscale("log")
    told = style.label("plots.mb_all", m=m).replace(" · ", "\n")
    ax.text(0.9 * m, single, told, ha="right", va="top", fontsize=10, color="0.3")
    ax.set_xlabel(style.label("plots.mb_size"))
    ax.set_ylabel(style.label("plots.mb_error"))
    ax.grid(alpha=0.25)
    ax.legend(fontsize=9, frameon=False, loc="lower left")
    return made


def _tile(ax: "Axes", x: float, y: float, sample: int, label: int) -> None:
    colour = style.CLASS_COLOURS[label]
    if label:
        ax.add_patch(Rectangle((x - TILE / 2, y - TILE / 2), TILE, TILE, color=colour))
    else:
        ax.add_patch(Circle((x, y), TILE / 2, color=colour))
    ax.text(x, y, str(sample), ha="center", va="center", color=style.PAPER, fontsize=12)
