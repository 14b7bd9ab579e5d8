"""Lesson 11: polynomials on the same points, the three sets, a layer with dropout there and back, all masks."""

import itertools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch, Rectangle
from numpy.polynomial import Polynomial
from numpy.typing import ArrayLike, NDArray

from lessonkit import style
from lessonkit.picture import Picture, follows_language
from lessonkit.plots.planes import points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DOWN, UP = style.CLASS_COLOURS


@follows_language
def polynomial_fits(x: ArrayLike, y: ArrayLike, degrees: tuple[int, ...] = (1, 5, 11)) -> Picture:
    """Draw the same points with a polynomial of another degree in each panel.

    Parameters
    ----------
    x, y : array_like of shape (m,)
        The points.
    degrees : tuple of int
        One panel for each; below `m`.

    Returns
    -------
    matplotlib.figure.Figure
        Panels side by side.
    """
    made, panels = style.figure(3.4 * len(degrees), 3.5, panels=len(degrees))
    across, up = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    fine = np.linspace(across.min(), across.max(), 400)
    for ax, degree in zip(panels, degrees, strict=True):
        ax.plot(fine, Polynomial.fit(across, up, degree)(fine), color=UP, linewidth=2)
        ax.plot(across, up, "o", color=DOWN, markersize=7, zorder=3)
        ax.set_title(style.label("plots.reg_degree", degree=degree).replace(" · ", "\n"), fontsize=11)
        ax.set_xlabel("x")
        ax.set_ylim(-2.6, 2.6)
    panels[0].set_ylabel("y")
    return made


@follows_language
def three_sets(shares: tuple[float, float, float] = (0.6, 0.2, 0.2)) -> Picture:
    """Draw all samples as one bar divided into training, validation and test set, with what each is for.

    Parameters
    ----------
    shares : tuple of three floats
        Of training, validation and test set; together 1.

    Returns
    -------
    matplotlib.figure.Figure
        One panel without axes.
    """
    made, (ax,) = style.figure(9.6, 3.1)
    left, wide = 0.0, 10.0
    colours = (style.LINES[4], style.LINES[3], style.LINES[1])
    for share, name, colour in zip(shares, ("train", "val", "test"), colours, strict=True):
        width = wide * share
        ax.add_patch(Rectangle((left, 1.0), width, 0.8, facecolor=colour, edgecolor=style.INK, linewidth=1.2))
        middle = left + width / 2
        ax.text(middle, 1.4, style.title(f"plots.reg_{name}"), ha="center", va="center", fontsize=10.5)
        ax.annotate("", (middle, 0.55), (middle, 0.95), arrowprops={"arrowstyle": "-|>", "color": style.INK})
        ax.text(middle, 0.45, style.title(f"plots.reg_{name}_use"), ha="center", va="top", linespacing=1.35)
        left += width
    ax.annotate("", (0, 2.05), (wide, 2.05), arrowprops={"arrowstyle": "<->", "color": style.INK})
    ax.text(wide / 2, 2.15, style.title("plots.reg_all"), ha="center", va="bottom", fontsize=10.5)
    ax.set_xlim(-0.2, wide + 0.2)
    ax.set_ylim(-0.75, 2.7)
    ax.set_axis_off()
    return made


@follows_language
def dropout_flow() -> Picture:
    """Draw one hidden layer with dropout: values forward above, gradients backward below, the mask between them.

    Returns
    -------
    matplotlib.figure.Figure
        The dashed arrow carries the mask that the forward pass kept.
    """
    made, (ax,) = style.figure(10, 4.4)
    forward = [r"$\tilde{A}_{l-1}$", "$Z_l$", "$A_l$", r"$\tilde{A}_l$", "$Z_{l+1}$"]
    backward = [r"$d\tilde{A}_{l-1}$", "$dZ_l$", "$dA_l$", r"$d\tilde{A}_l$", "$dZ_{l+1}$"]
    steps = ["$W_l,\\ b_l$", "$f_l$", r"$\odot\ M_l\ /\ (1-p_l)$", "$W_{l+1},\\ b_{l+1}$"]
    back = ["$W_l$", "$f_l'(Z_l)$", r"$\odot\ M_l\ /\ (1-p_l)$", "$W_{l+1}$"]
    places = [0.0, 2.3, 4.4, 7.2, 9.7]
    for at, x in enumerate(places):
        _box(ax, (x, 3.0), forward[at], DOWN)
        _box(ax, (x, 0.6), backward[at], UP)
        if at:
            middle = (places[at - 1] + x) / 2
            _arrow(ax, (places[at - 1] + 0.62, 3.0), (x - 0.64, 3.0), DOWN)
            _arrow(ax, (x - 0.62, 0.6), (places[at - 1] + 0.64, 0.6), UP)
            ax.text(middle, 3.18, steps[at - 1], ha="center", va="bottom", fontsize=10)
            ax.text(middle, 0.42, back[at - 1], ha="center", va="top", fontsize=10)
    middle = (places[2] + places[3]) / 2
    ax.add_patch(
        FancyArrowPatch(
            (middle, 2.9), (middle, 0.72), arrowstyle="-|>", mutation_scale=16, linestyle="--", color=style.INK
        )
    )
    ax.text(middle + 0.15, 1.8, style.title("plots.reg_same_mask"), ha="left", va="center", fontsize=10)
    ax.text(-0.6, 3.75, style.label("plots.reg_forward"), color=DOWN, fontsize=10.5, va="center")
    ax.text(-0.6, -0.25, style.label("plots.reg_backward"), color=UP, fontsize=10.5, va="center")
    ax.set_xlim(-0.8, 10.5)
    ax.set_ylim(-0.6, 4.1)
    ax.set_axis_off()
    return made


@follows_language
def sureness(predict: Mapping[str, Callable[[NDArray[Any]], NDArray[Any]]], X: ArrayLike, y: ArrayLike) -> Picture:
    """Draw the training samples over what networks or rules say everywhere, a panel for each.

    Parameters
    ----------
    predict : mapping of str to callable
        By the key of the panel's title: ``predict(points)`` takes (k, 2) and returns k probabilities of class 1.
    X : array_like of shape (m, 2)
        Samples.
    y : array_like of shape (m,)
        Labels, 0 or 1.

    Returns
    -------
    matplotlib.figure.Figure
        White where the probability is one half, deeper where it is surer; the line is where it is one half.
    """
    from matplotlib.colors import LinearSegmentedColormap

    made, panels = style.figure(3.4 * len(predict), 4.3, panels=len(predict))
    shades = LinearSegmentedColormap.from_list("sure", ["#7fb8da", "#ffffff", "#eaae7f"])
    ticks = np.linspace(-2, 2, 161)
    across, up = np.meshgrid(ticks, ticks)
    grid = np.column_stack([across.ravel(), up.ravel()])
    for ax, (key, says) in zip(panels, predict.items(), strict=True):
        p = np.asarray(says(grid)).reshape(across.shape)
        ax.imshow(p, cmap=shades, vmin=0, vmax=1, origin="lower", extent=(-2, 2, -2, 2), interpolation="bilinear")
        ax.contour(across, up, p, levels=[0.5], colors=style.INK, linewidths=1.2)
        points(ax, X, y, size=22)
        ax.set_title(style.title(f"plots.reg_{key}"), fontsize=11)
        ax.set_xlabel("$x_1$")
        ax.set_xticks([-2, -1, 0, 1, 2])
        ax.set_yticks([-2, -1, 0, 1, 2])
    panels[0].set_ylabel("$x_2$")
    handles, names = panels[0].get_legend_handles_labels()
    made.legend(handles, names, fontsize=9, loc="outside lower center", ncols=2, frameon=False)
    return made


@follows_language
def crowd(units: int = 4, drop_rate: float = 0.25) -> Picture:
    """Draw every network that masks can make of a few units and one output, with its probability.

    Parameters
    ----------
    units : int
        Number of units that may be dropped.
    drop_rate : float
        Probability of dropping each of them.

    Returns
    -------
    matplotlib.figure.Figure
        One panel a mask, from all units kept to none.
    """
    masks = sorted(itertools.product((True, False), repeat=units), key=sum, reverse=True)
    made, (ax,) = style.figure(8, 4.6)
    columns = len(masks) // 2
    for number, mask in enumerate(masks):
        left, top = 1.25 * (number % columns), -3.4 * (number // columns)
        out = (left + 0.72, top - 0.9)
        for unit, kept in enumerate(mask):
            y = top - 0.6 * unit
            if kept:
                ax.plot([left, out[0]], [y, out[1]], color=style.INK, linewidth=1.1, zorder=1)
            look = {"facecolor": DOWN, "edgecolor": style.INK} if kept else {"facecolor": "white", "edgecolor": "0.65"}
            ax.add_patch(Circle((left, y), 0.19, zorder=2, **look))
            if not kept:
                for slope in (1, -1):
                    ax.plot([left - 0.11, left + 0.11], [y - 0.11 * slope, y + 0.11 * slope], color="0.55", zorder=3)
        ax.add_patch(Circle(out, 0.19, facecolor="0.85", edgecolor=style.INK, zorder=2))
        chance = (1 - drop_rate) ** sum(mask) * drop_rate ** (units - sum(mask))
        ax.text(left + 0.36, top - 0.6 * units - 0.02, f"{chance:.4f}", ha="center", va="center", fontsize=10)
    ax.set_xlim(-0.4, 1.25 * columns - 0.1)
    ax.set_ylim(-3.4 - 0.6 * units - 0.4, 0.4)
    ax.set_aspect("equal")
    ax.set_axis_off()
    return made


def _box(ax: "Axes", middle: tuple[float, float], text: str, colour: str) -> None:
    x, y = middle
    ax.add_patch(
        FancyBboxPatch((x - 0.52, y - 0.32), 1.04, 0.64, boxstyle="round,pad=0.06", edgecolor=colour, facecolor="white")
    )
    ax.text(x, y, text, ha="center", va="center", fontsize=14)


def _arrow(ax: "Axes", start: tuple[float, float], end: tuple[float, float], colour: str) -> None:
    ax.add_patch(FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=16, color=colour, linewidth=1.6))
