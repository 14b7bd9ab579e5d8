"""Lesson 08: circles, curves of a training, class regions as they form, equal units, slopes, slices of a loss."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Circle, FancyArrowPatch
from numpy.typing import ArrayLike

from lessonkit import style
from lessonkit.picture import Picture, follows_language
from lessonkit.plots.planes import points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

REACH = 1.5
"""The circles and their noise lie within this distance of the origin, along both axes."""
FRONT, BEHIND = style.CLASS_COLOURS
TWINS = {"inputs": [(0.0, 2.0), (0.0, 1.0), (0.0, 0.0)], "hidden": [(3.0, 2.0), (3.0, 1.0), (3.0, 0.0)]}


@follows_language
def cloud(X: ArrayLike, y: ArrayLike) -> Picture:
    """Draw many samples with two features as small points.

    Parameters
    ----------
    X : array_like of shape (m, 2)
        Samples.
    y : array_like of shape (m,) or (m, 1)
        Labels, 0 or 1.

    Returns
    -------
    matplotlib.figure.Figure
        With axes x₁ and x₂.
    """
    made, (ax,) = style.figure(6.2, 4.2)
    points(ax, X, np.ravel(y), size=13)
    ax.set_aspect("equal")
    ax.set_xlabel("$x_1$")
    ax.set_ylabel("$x_2$")
    made.legend(*ax.get_legend_handles_labels(), fontsize=9, loc="outside right upper", frameon=False)
    return made


@follows_language
def training_curves(runs: Mapping[str, Mapping[str, ArrayLike]]) -> Picture:
    """Draw loss and accuracy over the steps of one or more trainings.

    Parameters
    ----------
    runs : mapping of str to mapping
        For each run ``"loss"`` and ``"accuracy"``, array_like of shape (steps + 1,).

    Returns
    -------
    matplotlib.figure.Figure
        Two panels.
    """
    made, axes = style.figure(9.2, 3.5, panels=2)
    for ax, kind, name in zip(axes, ("loss", "accuracy"), ("plots.tr_loss", "plots.tr_accuracy"), strict=True):
        for number, (run, curves) in enumerate(runs.items()):
            look: dict[str, Any] = {"color": style.LINES[number % 5], "linestyle": style.DASHES[number % 5]}
            ax.plot(np.asarray(curves[kind], dtype=float), label=run, linewidth=1.6, **look)
        ax.set_xlabel(style.label("plots.tr_steps"))
        ax.set_ylabel(style.label(name))
        ax.grid(alpha=0.25)
        if len(runs) > 1:
            ax.legend(fontsize=9, frameon=False)
    return made


@follows_language
def moments(frames: Sequence[tuple[int, ArrayLike]], X: ArrayLike, y: ArrayLike) -> Picture:
    """Draw what a network says about every place of the plane, at several moments of its training.

    Parameters
    ----------
    frames : sequence of tuple
        Number of steps, and probabilities of class 1, array_like of shape (k, k), on a grid within `REACH`; first
        entry at the lower left, x₁ along axis 1.
    X : array_like of shape (m, 2)
        Samples.
    y : array_like of shape (m,) or (m, 1)
        Labels, 0 or 1.

    Returns
    -------
    matplotlib.figure.Figure
        One panel a moment.
    """
    made, axes = style.figure(2.6 * len(frames), 3.3, panels=len(frames))
    shades = LinearSegmentedColormap.from_list("classes", ["#9CC6E0", style.PAPER, "#F0B48C"])
    for ax, (steps, P) in zip(axes, frames, strict=True):
        said = np.asarray(P, dtype=float)
        at = np.linspace(-REACH, REACH, len(said))
        ax.pcolormesh(at, at, said, cmap=shades, vmin=0, vmax=1, shading="gouraud", rasterized=True)
        if said.min() < 0.5 < said.max():
            ax.contour(at, at, said, levels=[0.5], colors=style.INK, linewidths=1.4)
        points(ax, X, np.ravel(y), size=9)
        ax.set_aspect("equal")
        ax.set_xlim(-REACH, REACH)
        ax.set_ylim(-REACH, REACH)
        ax.set_title(style.label("plots.tr_after", steps=steps).replace(" · ", "\n"), fontsize=10)
        ax.set_xlabel("$x_1$", fontsize=9)
        ax.set_xticks([-1, 0, 1])
        ax.set_yticks([-1, 0, 1])
    axes[0].set_ylabel("$x_2$", fontsize=9)
    made.legend(*axes[0].get_legend_handles_labels(), fontsize=9, loc="outside lower center", ncols=2, frameon=False)
    return made


@follows_language
def twins() -> Picture:
    """Draw three hidden units that begin equal: the same weights in, the same gradient back.

    Returns
    -------
    matplotlib.figure.Figure
        Values forward in blue, gradients backward in orange.
    """
    made, (ax,) = style.figure(8.6, 4.2)
    out = (6.0, 1.0)
    white: dict[str, Any] = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.8}
    for i, start in enumerate(TWINS["inputs"]):
        _unit(ax, start, f"$x_{i + 1}$", style.PAPER)
        for end in TWINS["hidden"]:
            ax.plot(*zip(start, end, strict=True), color=style.LINES[i + 1], linewidth=1.3, zorder=1)
            share = 0.24
            place = (start[0] + share * 3, start[1] + share * (end[1] - start[1]))
            ax.text(*place, "0.3", fontsize=8, ha="center", va="center", color=style.INK, bbox=white, zorder=2)
    for place in TWINS["hidden"]:
        _unit(ax, place, "$a$", "#CFE3F1")
        ax.plot(*zip(place, out, strict=True), color=FRONT, linewidth=1.3, zorder=1)
        spot = (place[0] + 0.3 * 3, place[1] + 0.3 * (out[1] - place[1]))
        ax.text(*spot, "0.3", fontsize=8, ha="center", va="center", color=style.INK, bbox=white, zorder=2)
        bend: dict[str, Any] = {"arrowstyle": "-|>", "mutation_scale": 12, "color": BEHIND, "linewidth": 1.3}
        low = (out[0] - 0.3, out[1] - 0.14), (place[0] + 0.32, place[1] - 0.14)
        ax.add_patch(FancyArrowPatch(*low, connectionstyle="arc3,rad=-0.12", **bend))
        ax.text(place[0] + 0.42, place[1] - 0.34, "$da$", fontsize=10, color=BEHIND, ha="left", va="center")
    _unit(ax, out, "$p$", style.PAPER)
    ax.text(-0.4, -0.62, style.label("plots.tr_forward"), color=FRONT, fontsize=10, va="center")
    ax.text(6.4, -0.62, style.label("plots.tr_backward"), color=BEHIND, fontsize=10, va="center", ha="right")
    ax.set_xlim(-0.6, 6.6)
    ax.set_ylim(-0.85, 2.5)
    ax.set_aspect("equal")
    ax.set_axis_off()
    return made


@follows_language
def activation_slopes() -> Picture:
    """Draw the slopes of sigmoid, tanh and ReLU over the pre-activation.

    Returns
    -------
    matplotlib.figure.Figure
        Three curves.
    """
    made, (ax,) = style.figure(7.2, 3.7)
    z = np.linspace(-6, 6, 601)
    said = (1 + np.tanh(z / 2)) / 2
    curves = {"sigmoid": said * (1 - said), "tanh": 1 - np.tanh(z) ** 2, "ReLU": np.where(z > 0, 1.0, 0.0)}
    for number, (name, slope) in enumerate(curves.items()):
        look: dict[str, Any] = {"color": style.LINES[number], "linestyle": style.DASHES[number]}
        ax.plot(z, slope, linewidth=2.2, label=name, **look)
    ax.set_xlabel("$z$")
    ax.set_ylabel(style.label("plots.tr_slope"))
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1])
    ax.grid(alpha=0.25)
    ax.legend(fontsize=9, frameon=False, loc="center left")
    return made


@follows_language
def loss_slices(bowl: ArrayLike, rugged: ArrayLike, reach: float) -> Picture:
    """Draw the losses of logistic regression and of a deep network on planes of two random directions.

    Parameters
    ----------
    bowl, rugged : array_like of shape (k, k)
        Losses on a square grid, the point through which the plane goes in the middle.
    reach : float
        From the middle to the edge, in lengths of the two directions.

    Returns
    -------
    matplotlib.figure.Figure
        Two panels with contour lines.
    """
    made, axes = style.figure(9.4, 4.4, panels=2)
    for ax, values, name in zip(axes, (bowl, rugged), ("plots.tr_bowl", "plots.tr_rugged"), strict=True):
        height = np.asarray(values, dtype=float)
        at = np.linspace(-reach, reach, len(height))
        levels = np.unique(np.quantile(height, np.linspace(0, 0.97, 15)))
        ax.contourf(at, at, height, levels=levels, cmap="cividis_r", extend="max")
        ax.contour(at, at, height, levels=levels, colors=style.INK, linewidths=0.5)
        ax.plot(0, 0, "x", color=style.PAPER, markersize=11, markeredgewidth=4)
        ax.plot(0, 0, "x", color=style.INK, markersize=10, markeredgewidth=2)
        ax.set_aspect("equal")
        ax.set_title(style.title(name), fontsize=10)
        ax.set_xlabel(style.title("plots.tr_first"), fontsize=9)
        ax.set_ylabel(style.title("plots.tr_second"), fontsize=9)
    return made


def _unit(ax: "Axes", place: tuple[float, float], name: str, face: str) -> None:
    ax.add_patch(Circle(place, 0.27, facecolor=face, edgecolor=style.INK, linewidth=1.5, zorder=3))
    ax.text(*place, name, ha="center", va="center", fontsize=11, zorder=4)
