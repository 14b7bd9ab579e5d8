"""Lesson 05: bowls and hills with a chord, a curve above its two derivatives, error against step, level lines."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lessonkit import style
from lessonkit.picture import Picture, follows_language

Array = NDArray[Any]
Curve = Callable[[Any], Any]
CURVE, CHORD, FLAT = style.LINES[0], style.CLASS_COLOURS[1], style.CLASS_COLOURS[0]


@follows_language
def convexity() -> Picture:
    """Draw a convex, a concave and a mixed function, each with a chord.

    Returns
    -------
    matplotlib.figure.Figure
        Three panels side by side.
    """
    made, panels = style.figure(10.5, 3.9, panels=3)
    curves: list[tuple[str, Curve]] = [
        ("convex", lambda x: x**2),
        ("concave", lambda x: 4 - x**2),
        ("neither", lambda x: 2 + 1.6 * np.sin(1.6 * x)),
    ]
    x = np.linspace(-2, 2, 200)
    ends = np.array([-1.2, 1.7])
    for ax, (name, f) in zip(panels, curves, strict=True):
        ax.plot(x, f(x), color=CURVE, linewidth=2)
        ax.plot(ends, f(ends), color=CHORD, linestyle="--", marker="s", linewidth=2)
        ax.set_title(style.title(f"plots.calc_{name}"), fontsize=11)
        ax.set_xlabel("x")
        ax.set_ylim(-0.4, 4.6)
    panels[0].set_ylabel("f(x)")
    return made


@follows_language
def derivatives(curves: Mapping[str, tuple[Curve, Curve, Curve]], least: float = -1.5, most: float = 1.5) -> Picture:
    """Draw functions above their first and second derivatives, one function a column.

    Parameters
    ----------
    curves : mapping of str to three callables
        For each name f, f' and f''; arrays of shape (n,) in, arrays of shape (n,) out.
    least, most : float
        Where to draw.

    Returns
    -------
    matplotlib.figure.Figure
        Three rows, a column for each function; the place x = 0 is marked.
    """
    made, first = style.figure(2.7 * len(curves) + 0.6, 6.2, panels=1)
    first[0].remove()
    x = np.linspace(least, most, 201)
    for column, (name, functions) in enumerate(curves.items()):
        for row, (function, mark) in enumerate(zip(functions, ("f", "f '", "f ''"), strict=True)):
            ax = made.add_subplot(3, len(curves), row * len(curves) + column + 1)
            ax.spines[["top", "right"]].set_visible(False)
            ax.tick_params(labelsize=8)
            ax.axhline(0, color=style.INK, linewidth=0.7)
            ax.axvline(0, color=style.INK, linewidth=0.7, linestyle=":")
            ax.plot(x, function(x) + 0 * x, color=(CURVE, FLAT, CHORD)[row], linewidth=2)
            ax.plot([0], [function(np.zeros(1))[0]], "o", color=style.INK, markersize=6)
            if row == 0:
                ax.set_title(name, fontsize=12)
            if column == 0:
                ax.set_ylabel(mark, fontsize=12)
            if row == 2:
                ax.set_xlabel("x")
    return made


@follows_language
def step_errors(steps: ArrayLike, errors: Mapping[str, ArrayLike]) -> Picture:
    """Draw the errors of numerical derivatives against their steps, both logarithmic.

    Parameters
    ----------
    steps : array_like of shape (n,)
        Steps h.
    errors : mapping of str to array_like of shape (n,)
        Absolute errors of ``"central"`` and ``"forward"``; a 0 is left out.

    Returns
    -------
    matplotlib.figure.Figure
        One curve for each kind.
    """
    made, (ax,) = style.figure(6.6, 4.2)
    h = np.asarray(steps)
    for number, (name, values) in enumerate(errors.items()):
        found = np.asarray(values)
        kept = found > 0
        label = style.title(f"plots.calc_{name}")
        colour = (FLAT, CHORD)[number % 2]
        ax.loglog(h[kept], found[kept], color=colour, marker="os"[number % 2], linestyle="-", label=label, markersize=5)
    ax.set_xlabel(style.label("plots.calc_step"))
    ax.set_ylabel(style.label("plots.calc_error"))
    ax.grid(alpha=0.25)
    ax.legend(fontsize=9, frameon=False)
    return made


@follows_language
def critical_points() -> Picture:
    """Draw the level lines of a bowl, a hill and a saddle, darker where the function is lower.

    Returns
    -------
    matplotlib.figure.Figure
        Three panels side by side.
    """
    made, panels = style.figure(10.5, 4.0, panels=3)
    x, y = np.meshgrid(np.linspace(-1.5, 1.5, 121), np.linspace(-1.5, 1.5, 121))
    kinds = (("bowl", x**2 + y**2), ("hill", -(x**2) - y**2), ("saddle", x**2 - y**2))
    for ax, (name, z) in zip(panels, kinds, strict=True):
        ax.contourf(x, y, z, levels=14, cmap="cividis", alpha=0.75)
        ax.clabel(ax.contour(x, y, z, levels=[-3, -2, -1, -0.25, 0.25, 1, 2, 3], colors=style.INK, linewidths=0.8))
        ax.plot([0], [0], "o", color=CHORD, markersize=7)
        ax.set_title(style.title(f"plots.calc_{name}"), fontsize=11)
        ax.set_xlabel("x")
        ax.set_aspect("equal")
    panels[0].set_ylabel("y")
    return made
