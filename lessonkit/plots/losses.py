"""Lesson 04: past students and you, two losses over the probability, the loop of learning."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lessonkit import style
from lessonkit.picture import Picture, follows_language


@follows_language
def students(X: ArrayLike, y: ArrayLike, you: ArrayLike) -> Picture:
    """Draw past students by lectures and hours, and you among them.

    Parameters
    ----------
    X : array_like of shape (m, 2)
        Lectures attended, hours on the project.
    y : array_like of shape (m,) or (m, 1)
        1 for a pass.
    you : array_like of shape (2,)
        Your own place.

    Returns
    -------
    matplotlib.figure.Figure
        One panel.
    """
    made, (ax,) = style.figure(6.6, 4.6)
    X, passed = np.asarray(X), np.asarray(y).ravel()
    for value, name in enumerate(("failed", "passed")):
        of = X[passed == value]
        ax.scatter(
            of[:, 0],
            of[:, 1],
            color=style.CLASS_COLOURS[value],
            marker=style.CLASS_MARKERS[value],
            s=36,
            label=style.label(f"plots.loss_{name}"),
        )
    at = np.asarray(you)
    ax.plot(
        [at[0]], [at[1]], "*", color=style.INK, markersize=18, linestyle="none", label=style.label("plots.loss_you")
    )
    ax.set_xlabel(style.label("plots.loss_lectures"))
    ax.set_ylabel(style.label("plots.loss_hours"))
    ax.legend(fontsize=9, frameon=False, loc="upper left", bbox_to_anchor=(0, -0.16), ncols=3)
    return made


@follows_language
def loss_over_probability(cross_entropy: Callable[..., Any], half_squared: Callable[..., Any]) -> Picture:
    """Draw two losses of one sample over the predicted probability, for label 1 and for label 0.

    Parameters
    ----------
    cross_entropy, half_squared : callable
        ``loss(y, p)`` with arrays of shape (1, 1), giving one number or an array of one.

    Returns
    -------
    matplotlib.figure.Figure
        Two panels.
    """
    made, panels = style.figure(9.6, 4.2, panels=2)
    grid = np.linspace(0.005, 0.995, 199)
    for ax, label in zip(panels, (1, 0), strict=True):
        y = np.array([[float(label)]])
        for number, (name, loss) in enumerate((("ce", cross_entropy), ("se", half_squared))):
            values = [float(np.asarray(loss(y, np.array([[p]]))).item()) for p in grid]
            colour, dash = style.CLASS_COLOURS[1 - number], style.DASHES[number]
            ax.plot(grid, values, color=colour, linestyle=dash, linewidth=2, label=style.label(f"plots.loss_{name}"))
        ax.set_ylim(0, 5)
        ax.set_title(f"y = {label}", fontsize=11)
        ax.set_xlabel(style.label("plots.loss_p"))
    panels[0].set_ylabel(style.label("plots.loss_value"))
    panels[0].legend(fontsize=9, frameon=False)
    return made


@follows_language
def learning_loop() -> Picture:
    """Draw the loop data, model, loss, optimizer, and what goes from one to the next, with one sample's numbers.

    The loss box holds a question mark: which number belongs there is the question of the lesson.

    Returns
    -------
    matplotlib.figure.Figure
        Four boxes, and arrows that say what they carry.
    """
    made, (ax,) = style.figure(9.0, 3.9)
    ax.axis("off")
    ax.set_xlim(0, 9)
    ax.set_ylim(0.2, 4.6)
    places = {"data": (1.1, 2.9), "model": (4.5, 2.9), "loss": (7.9, 2.9), "optimizer": (4.5, 0.8)}
    for name, (x, y) in places.items():
        box = {
            "boxstyle": "round,pad=0.55",
            "facecolor": style.PAPER,
            "edgecolor": style.CLASS_COLOURS[0],
            "linewidth": 2,
        }
        ax.text(x, y, style.label(f"plots.loss_box_{name}"), ha="center", va="center", fontsize=13, bbox=box)
    colour = style.CLASS_COLOURS[1]
    ax.plot([1.1, 1.1, 7.9], [3.4, 4.0, 4.0], color=colour, linewidth=2)  # the label goes past the model
    ways = [
        ((1.9, 2.9), (3.5, 2.9), "arc3"),
        ((5.5, 2.9), (7.25, 2.9), "arc3"),
        ((7.9, 4.0), (7.9, 3.4), "arc3"),
        ((7.9, 2.3), (6.05, 0.8), "angle,angleA=-90,angleB=0,rad=12"),
        ((4.5, 1.35), (4.5, 2.3), "arc3"),
    ]
    for start, end, bend in ways:
        arrow = {"arrowstyle": "-|>", "connectionstyle": bend, "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", end, start, arrowprops=arrow | {"color": colour, "linewidth": 2})
    for name, (x, y) in {"x": (2.7, 3.05), "p": (6.37, 3.05), "y": (4.5, 4.15)}.items():
        ax.text(x, y, style.label(f"plots.loss_way_{name}"), ha="center", va="bottom", fontsize=12)
    return made
