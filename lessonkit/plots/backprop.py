"""Lesson 07: a computational graph, the blocks of a backward pass, how losses pull, where patients hurt."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle
from numpy.typing import ArrayLike

from lessonkit import style
from lessonkit.picture import Picture, follows_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

VALUE, GRADIENT = style.CLASS_COLOURS
Place = tuple[float, float]


@follows_language
def computational_graph(
    nodes: Sequence[tuple[str, Sequence[int], Place]], values: ArrayLike, grads: ArrayLike
) -> Picture:
    """Draw a computational graph with a value and a gradient in each node.

    Parameters
    ----------
    nodes : sequence of tuple
        Name, positions of the nodes that are used, place (column, row) of each node.
    values, grads : array_like of shape (n,)
        What stands above and below in the node.

    Returns
    -------
    matplotlib.figure.Figure
        Values in blue, gradients in orange.
    """
    made, (ax,) = style.figure(8.6, 4.4)
    spots = [(2.6 * column, -1.7 * row) for _, _, (column, row) in nodes]
    for k, (_, used, _) in enumerate(nodes):
        for at, j in enumerate(sorted(used, key=lambda j: -spots[j][1])):  # the higher one arrives above
            bend = (-0.25, 0.25)[at] if len(set(used)) < len(used) else 0.0
            end = (spots[k][0] - 0.74, spots[k][1] + 0.14 - 0.28 * at)
            _arrow(ax, (spots[j][0] + 0.72, spots[j][1]), end, bend=bend)
    said, carried = np.asarray(values, dtype=float), np.asarray(grads, dtype=float)
    for k, (name, _, _) in enumerate(nodes):
        x, y = spots[k]
        _box(ax, (x - 0.7, y - 0.42), 1.4, 0.84)
        title = "$" + name.replace("·", r"\cdot") + "$"
        ax.text(x, y + 0.6, title, ha="center", va="bottom", fontsize=12)
        ax.text(x, y + 0.17, f"{said[k]:g}", ha="center", va="center", fontsize=13, color=VALUE)
        ax.text(x, y - 0.2, f"{carried[k]:g}", ha="center", va="center", fontsize=13, color=GRADIENT)
    low = min(y for _, y in spots)
    for shift, key, colour in ((0.0, "plots.bp_value", VALUE), (-0.45, "plots.bp_gradient", GRADIENT)):
        ax.text(spots[-1][0] - 0.7, low + shift + 0.3, style.label(key), fontsize=11, color=colour, va="center")
    ax.set_xlim(-1.0, max(x for x, _ in spots) + 1.4)
    ax.set_ylim(low - 0.8, 1.2)
    ax.set_axis_off()
    return made


@follows_language
def backward_blocks() -> Picture:
    """Draw a network of two layers as blocks: forward above, backward below, and what the way back needs.

    Returns
    -------
    matplotlib.figure.Figure
        Solid arrows carry values and gradients, dashed ones what the forward pass kept.
    """
    made, (ax,) = style.figure(10, 4.6)
    forward = ["$X$", "$Z_1$", "$A_1$", "$Z_2$", "$P$", "$L$"]
    steps = ["dense", "relu", "dense", "sigmoid", style.label("plots.bp_loss")]
    places = [(2.0 * at, 3.0) for at in range(6)]
    for at, name in enumerate(forward):
        _named(ax, places[at], name, VALUE)
        if at:
            _arrow(ax, (places[at - 1][0] + 0.55, 3.0), (places[at][0] - 0.57, 3.0), VALUE)
            ax.text(places[at][0] - 1.0, 3.16, steps[at - 1], ha="center", fontsize=9)
    behind = {"$dZ_2$": (6.0, 1.2), "$dA_1$": (4.0, 1.2), "$dZ_1$": (2.0, 1.2)}
    ends = {"$dW_2$": (5.4, -0.5), "$db_2$": (6.7, -0.5), "$dW_1$": (1.4, -0.5), "$db_1$": (2.7, -0.5)}
    for name, place in {**behind, **ends}.items():
        _named(ax, place, name, GRADIENT)
    _arrow(ax, (10.0, 2.6), (6.57, 1.2), GRADIENT, bend=-0.25)
    ax.text(8.9, 1.85, "$(P - Y) / m$", ha="right", fontsize=11)
    _arrow(ax, (5.43, 1.2), (4.57, 1.2), GRADIENT)
    _arrow(ax, (3.43, 1.2), (2.57, 1.2), GRADIENT)
    for start, (left, right) in ((6.0, (5.4, 6.7)), (2.0, (1.4, 2.7))):
        _arrow(ax, (start - 0.1, 0.84), (left, -0.12), GRADIENT)
        _arrow(ax, (start + 0.1, 0.84), (right, -0.12), GRADIENT)
    _arrow(ax, (4.25, 2.62), (5.25, -0.12), style.INK, dashed=True, bend=-0.05)
    _arrow(ax, (2.0, 2.62), (2.0, 1.6), style.INK, dashed=True)
    _arrow(ax, (0.1, 2.62), (1.15, -0.12), style.INK, dashed=True, bend=0.1)
    ax.text(-0.9, 3.75, style.label("plots.bp_forward") + " →", fontsize=11, color=VALUE)
    ax.text(-0.9, -1.15, "← " + style.label("plots.bp_backward"), fontsize=11, color=GRADIENT)
    ax.set_xlim(-1.0, 10.9)
    ax.set_ylim(-1.4, 4.1)
    ax.set_axis_off()
    return made


@follows_language
def pulls() -> Picture:
    """Draw how strongly a sample of class 1 pulls at its pre-activation, by cross-entropy and by squared error.

    Returns
    -------
    matplotlib.figure.Figure
        Size of the gradient over the probability of the right class.
    """
    made, (ax,) = style.figure(6.6, 3.9)
    p = np.linspace(0, 1, 401)
    ax.plot(p, 1 - p, color=style.CLASS_COLOURS[0], linewidth=2.4, label=style.label("plots.bp_cross_entropy"))
    squared = style.label("plots.bp_squared")
    ax.plot(p, (1 - p) * p * (1 - p), color=style.CLASS_COLOURS[1], linewidth=2.4, linestyle="--", label=squared)
    ax.set_xlabel(style.label("plots.bp_probability"))
    ax.set_ylabel(style.label("plots.bp_pull"))
    ax.set_ylim(-0.02, 1.3)
    ax.legend(fontsize=9, frameon=False, loc="upper right")
    return made


@follows_language
def symptoms(found: Mapping[str, Mapping[tuple[int, str], Sequence[bool]]], arrays: Sequence[str]) -> Picture:
    """Draw a table of patients and examinations: which arrays are right.

    Parameters
    ----------
    found : mapping
        By patient, then by number of samples and activation: for each array whether it is right.
    arrays : sequence of str
        Names of the arrays.

    Returns
    -------
    matplotlib.figure.Figure
        One block of columns an examination, one row a patient.
    """
    made, (ax,) = style.figure(10, 3.7)
    exams = list(next(iter(found.values())))
    wide = len(arrays) + 0.8
    for row, (patient, results) in enumerate(found.items()):
        ax.text(-0.35, row + 0.5, patient, ha="right", va="center", fontsize=12)
        for block, exam in enumerate(exams):
            for column, right in enumerate(results[exam]):
                left = block * wide + column
                face = "#FFFFFF" if right else "#F3C4A5"
                ax.add_patch(Rectangle((left, row), 1, 1, facecolor=face, edgecolor=style.INK, linewidth=0.8))
                if not right:
                    ax.plot([left + 0.3, left + 0.7], [row + 0.3, row + 0.7], color=style.INK, linewidth=1.4)
                    ax.plot([left + 0.7, left + 0.3], [row + 0.3, row + 0.7], color=style.INK, linewidth=1.4)
    for block, (m, hidden) in enumerate(exams):
        middle = block * wide + len(arrays) / 2
        ax.text(middle, -0.75, style.label("plots.bp_samples", m=m, hidden=hidden), ha="center", fontsize=10)
        for column, name in enumerate(arrays):
            ax.text(block * wide + column + 0.5, -0.15, f"${name[0]}_{name[1:]}$", ha="center", fontsize=9)
    ax.text(-0.35, -0.15, style.title("plots.bp_patient"), ha="right", fontsize=9)
    low = len(found) + 0.55
    ax.add_patch(Rectangle((0, low - 0.22), 0.9, 0.62, facecolor="#F3C4A5", edgecolor=style.INK, linewidth=0.8))
    ax.text(1.1, low + 0.1, "× " + style.label("plots.bp_wrong"), va="center", fontsize=9)
    ax.add_patch(Rectangle((5, low - 0.22), 0.9, 0.62, facecolor="#FFFFFF", edgecolor=style.INK, linewidth=0.8))
    ax.text(6.1, low + 0.1, style.label("plots.bp_right"), va="center", fontsize=9)
    ax.set_xlim(-2.6, len(exams) * wide)
    ax.set_ylim(low + 0.8, -1.5)
    ax.set_axis_off()
    return made


def _box(ax: "Axes", corner: Place, wide: float, high: float, colour: str = style.INK) -> None:
    look: dict[str, Any] = {"facecolor": style.PAPER, "edgecolor": colour, "linewidth": 1.8, "zorder": 2}
    ax.add_patch(FancyBboxPatch(corner, wide, high, boxstyle="round,pad=0.02,rounding_size=0.08", **look))


def _named(ax: "Axes", place: Place, name: str, colour: str) -> None:
    x, y = place
    _box(ax, (x - 0.5, y - 0.34), 1.0, 0.68, colour)
    ax.text(x, y, name, ha="center", va="center", fontsize=12, zorder=3)


def _arrow(
    ax: "Axes", start: Place, end: Place, colour: str = style.INK, *, dashed: bool = False, bend: float = 0.0
) -> None:
    look: dict[str, Any] = {"linestyle": (0, (4, 3)) if dashed else "-", "linewidth": 1.4, "color": colour, "zorder": 1}
    path = f"arc3,rad={bend}"
    ax.add_patch(FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=13, connectionstyle=path, **look))
