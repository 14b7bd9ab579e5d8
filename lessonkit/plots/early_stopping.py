"""Lesson 12: a curve from a book beside a real one, three ways to keep weights, stopping beside an L2 term."""

import itertools
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from numpy.typing import ArrayLike

from lessonkit import style
from lessonkit.picture import Picture, follows_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

KEPT, NOW = style.CLASS_COLOURS
CURVATURES = (0.2, 2.0)
"""Of the bowl that `stopping_and_penalty` draws, along its two axes."""
MINIMUM = (1.0, 1.0)


@follows_language
def two_turns(val_losses: ArrayLike) -> Picture:
    """Draw a validation curve as in books, which turns once, beside a measured one.

    Parameters
    ----------
    val_losses : array_like of shape (n_epochs,)
        The measured one.

    Returns
    -------
    matplotlib.figure.Figure
        Two panels.
    """
    made, panels = style.figure(9.2, 3.4, panels=2)
    measured = np.asarray(val_losses, dtype=float)
    epochs = np.arange(len(measured))
    smooth = 0.42 + 0.3 * np.exp(-epochs / 6) + 0.00007 * epochs**2
    for ax, curve, title in zip(panels, (smooth, measured), ("plots.es_book", "plots.es_real"), strict=True):
        ax.plot(epochs, curve, color=NOW, linewidth=1.8)
        ax.set_title(style.title(title), fontsize=11)
        ax.set_xlabel(style.label("plots.es_epoch"))
        ax.set_ylim(0.4, 0.85)
        ax.grid(alpha=0.25)
    panels[0].set_ylabel(style.label("plots.es_val"))
    return made


@follows_language
def three_copies() -> Picture:
    """Draw what two names hold: one list, a new list of the old arrays, a copy of everything.

    Returns
    -------
    matplotlib.figure.Figure
        Three panels without axes; arrows lead from a name to its list, its dictionary, its array.
    """
    made, panels = style.figure(9.6, 3.6, panels=3)
    names = [style.label(f"plots.es_{part}").replace(" · ", "\n") for part in ("list", "layer", "array")]
    for ax, shared, title in zip(panels, (3, 2, 0), ("one", "two", "three"), strict=True):
        rows = (2.6, 1.6, 0.6)  # of list, dictionary, array; the last `shared` of them stand once, in the middle
        places = []
        for at, y in enumerate(rows):
            once = at >= 3 - shared
            places.append([1.5, 1.5] if once else [0.6, 2.4])
            for x in dict.fromkeys(places[-1]):
                _box(ax, (x, y), names[at], style.INK)
        for side, (name, colour) in enumerate((("now", NOW), ("kept", KEPT))):
            x = (0.6, 2.4)[side]
            ax.text(
                x, 3.55, style.label(f"plots.es_{name}"), ha="center", fontsize=10, color=colour, family="monospace"
            )
            points = [(x, 3.5), *((places[at][side], y) for at, y in enumerate(rows))]
            for number, (start, end) in enumerate(itertools.pairwise(points)):
                drop = 0.0 if number == 0 else 0.29
                if number and shared >= 4 - number and side:
                    continue  # both names go the same way from here
                _arrow(ax, (start[0], start[1] - drop), (end[0], end[1] + 0.3), colour)
        ax.set_title(style.title(f"plots.es_{title}"), fontsize=11)
        ax.set_xlim(-0.25, 3.25)
        ax.set_ylim(0.1, 3.9)
        ax.set_axis_off()
    return made


@follows_language
def stopping_and_penalty(steps: int = 50, learning_rate: float = 0.1) -> Picture:
    """Draw gradient descent in a bowl from the origin, and the minima of the same bowl with L2 terms.

    Parameters
    ----------
    steps : int
        After how many steps the path is marked; the L2 strength that is marked is 1 / (learning_rate * steps).
    learning_rate : float
        Of each step.

    Returns
    -------
    matplotlib.figure.Figure
        Two panels with the same level lines.
    """
    made, panels = style.figure(9.2, 3.9, panels=2)
    curved = np.array(CURVATURES)
    taken = np.arange(0, 20 * steps + 1)[:, None]
    path = np.array(MINIMUM) * (1 - (1 - learning_rate * curved) ** taken)
    strengths = np.concatenate([[0.0], np.logspace(-3, 3, 200)])[:, None]
    shrunk = np.array(MINIMUM) * curved / (curved + strengths)
    marked = 1 / (learning_rate * steps)
    stop, pulled = path[steps], np.array(MINIMUM) * curved / (curved + marked)
    ticks = np.linspace(-0.15, 1.35, 200)
    across, up = np.meshgrid(ticks, ticks)
    bowl = 0.5 * (curved[0] * (across - 1) ** 2 + curved[1] * (up - 1) ** 2)
    for ax, line, end, key in zip(panels, (path, shrunk), (stop, pulled), ("path", "shrunk"), strict=True):
        ax.contour(across, up, bowl, levels=[0.01, 0.04, 0.09, 0.2, 0.4, 0.7, 1.1], colors="0.75", linewidths=0.8)
        ax.plot(*line.T, color=KEPT if key == "shrunk" else NOW, linewidth=1.8, marker="." if key == "path" else "")
        ax.plot(0, 0, "o", color=style.INK, markersize=7)
        ax.plot(*MINIMUM, "*", color=style.INK, markersize=14)
        ax.plot(*end, "s", color=KEPT if key == "shrunk" else NOW, markeredgecolor=style.INK, markersize=9, zorder=4)
        ax.set_title(style.title(f"plots.es_{key}_title"), fontsize=11)
        ax.set_xlabel(style.title("plots.es_flat"))
        ax.set_aspect("equal")
        ax.set_xlim(-0.15, 1.35)
        ax.set_ylim(-0.15, 1.35)
        where = "plots.es_stop" if key == "path" else "plots.es_lam"
        ax.annotate(
            style.title(where), end, xytext=(0, -14), textcoords="offset points", ha="center", va="top", fontsize=10
        )
    panels[0].annotate(style.title("plots.es_start"), (0, 0), xytext=(10, -2), textcoords="offset points", va="center")
    panels[0].annotate(
        style.title("plots.es_minimum"), MINIMUM, xytext=(0, 10), textcoords="offset points", ha="center", va="bottom"
    )
    panels[0].set_ylabel(style.title("plots.es_steep"))
    return made


def _box(ax: "Axes", middle: tuple[float, float], text: str, colour: str) -> None:
    x, y = middle
    ax.add_patch(
        FancyBboxPatch((x - 0.52, y - 0.24), 1.04, 0.48, boxstyle="round,pad=0.04", edgecolor=colour, facecolor="white")
    )
    ax.text(x, y, text, ha="center", va="center", fontsize=9.5)


def _arrow(ax: "Axes", start: tuple[float, float], end: tuple[float, float], colour: str) -> None:
    ax.add_patch(FancyArrowPatch(start, end, arrowstyle="-|>", mutation_scale=13, color=colour, linewidth=1.5))
