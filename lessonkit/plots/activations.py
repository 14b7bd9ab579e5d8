"""Lesson 02: an error over a weight, functions above their slopes, a change on its way, sums of units, softmax."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lessonkit import style
from lessonkit.picture import Picture, follows_language

Curve = Callable[[Any], Any]
VALUE, SLOPE = style.CLASS_COLOURS


@follows_language
def error_over_weight(weights: ArrayLike, errors: Mapping[str, ArrayLike], at: float) -> Picture:
    """Draw the error of one sample over one weight, a panel for each activation, with a marked weight.

    Parameters
    ----------
    weights : array_like of shape (n,)
        Weights in ascending order.
    errors : mapping of str to array_like of shape (n,)
        The errors with ``"step"`` and with ``"sigmoid"``. A jump is left open.
    at : float
        The weight to mark.

    Returns
    -------
    matplotlib.figure.Figure
        One panel for each activation.
    """
    made, panels = style.figure(9.6, 3.7, panels=len(errors))
    w = np.asarray(weights, dtype=np.float64)
    for ax, (name, values) in zip(panels, errors.items(), strict=True):
        e = np.asarray(values, dtype=np.float64)
        jumps = np.flatnonzero(np.abs(np.diff(e)) > 0.5)
        for part in np.split(np.arange(len(w)), jumps + 1):
            ax.plot(w[part], e[part], color=style.LINES[0], linewidth=2)
        ax.plot([at], [np.interp(at, w, e)], "o", color=SLOPE, markersize=9)
        ax.set_title(style.title(f"plots.act_{name}"), fontsize=11)
        ax.set_xlabel(style.label("plots.act_weight"))
        ax.set_ylim(-0.08, 1.12)
    panels[0].set_ylabel(style.label("plots.act_squared_error"))
    return made


@follows_language
def activation_functions(curves: Mapping[str, tuple[Curve, Curve]], least: float = -4.0, most: float = 4.0) -> Picture:
    """Draw functions above their derivatives, one function a column.

    Parameters
    ----------
    curves : mapping of str to two callables
        For ``"step"``, ``"sigmoid"``, ``"tanh"``, ``"relu"`` or ``"leaky_relu"`` the function and its derivative;
        arrays of shape (n,) in, arrays of shape (n,) out. The place 0 itself is left out.
    least, most : float
        Where to draw.

    Returns
    -------
    matplotlib.figure.Figure
        Two rows, a column for each function.
    """
    made, first = style.figure(2.35 * len(curves) + 0.5, 4.9, panels=1)
    first[0].remove()
    # the two halves are drawn apart, so that a jump stays a jump
    halves = (np.linspace(least, -1e-9, 151), np.linspace(1e-9, most, 151))
    for column, (name, functions) in enumerate(curves.items()):
        for row, function in enumerate(functions):
            ax = made.add_subplot(2, len(curves), row * len(curves) + column + 1)
            ax.spines[["top", "right"]].set_visible(False)
            ax.tick_params(colors=style.INK, labelsize=8)
            ax.axhline(0, color=style.INK, linewidth=0.7)
            ax.axvline(0, color=style.INK, linewidth=0.7, linestyle=":")
            for z in halves:
                ax.plot(z, np.asarray(function(z)) + 0 * z, color=(VALUE, SLOPE)[row], linewidth=2.2)
            ax.set_ylim((-1.25, 2.1) if row == 0 else (-0.12, 1.15))
            if row == 0:
                ax.set_title(style.title(f"plots.act_{name}"), fontsize=11)
            else:
                ax.set_xlabel("z")
            if column == 0:
                ax.set_ylabel(style.title(f"plots.act_{('value', 'slope')[row]}"), fontsize=10)
    return made


@follows_language
def arriving_change(arrived: Mapping[str, Sequence[float]]) -> Picture:
    """Draw which share of a small change of the input is left after each of several functions in a row.

    Parameters
    ----------
    arrived : mapping of str to sequence of float
        For each function the share after 1, 2, … of them; a 0 is left out.

    Returns
    -------
    matplotlib.figure.Figure
        One curve for each function, the share on a logarithmic scale.
    """
    from matplotlib.ticker import MaxNLocator

    made, (ax,) = style.figure(6.4, 4.0)
    for number, (name, shares) in enumerate(arrived.items()):
        found = np.asarray(shares, dtype=np.float64)
        kept = found > 0
        ax.semilogy(
            np.arange(1, len(found) + 1)[kept],
            found[kept],
            color=style.LINES[number % 5],
            linestyle=style.DASHES[number % 5],
            marker="os^Dv"[number % 5],
            markersize=5,
            label=style.label(f"plots.act_{name}"),
        )
    ax.set_xlabel(style.label("plots.act_in_a_row"))
    ax.set_ylabel(style.label("plots.act_share"))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.grid(alpha=0.25)
    ax.legend(fontsize=9, frameon=False)
    return made


@follows_language
def sums_of_units(functions: Mapping[str, Curve], weights: Sequence[float]) -> Picture:
    """Draw sums of three units, g(x + 1), g(x) and g(x − 1), for several g: the units thin, their sum thick.

    Parameters
    ----------
    functions : mapping of str to callable
        For ``"linear"``, ``"square"``, ``"relu"`` or ``"tanh"`` the function g.
    weights : sequence of three floats
        What each unit is multiplied by.

    Returns
    -------
    matplotlib.figure.Figure
        One panel for each function.
    """
    made, panels = style.figure(3.1 * len(functions) + 0.3, 3.6, panels=len(functions))
    x = np.linspace(-2.5, 2.5, 251)
    for ax, (name, g) in zip(panels, functions.items(), strict=True):
        parts = [v * np.asarray(g(x - place)) for v, place in zip(weights, (-1, 0, 1), strict=True)]
        for number, part in enumerate(parts):
            ax.plot(x, part, color=style.LINES[1 + number], linewidth=1.3, linestyle=style.DASHES[1 + number])
        ax.plot(x, sum(parts), color=VALUE, linewidth=3)
        ax.set_ylim(-2.6, 2.6)
        ax.set_title(style.title(f"plots.act_{name}"), fontsize=11)
        ax.set_xlabel("x")
    return made


@follows_language
def softmax_steps(scores: ArrayLike, softmax: Curve) -> Picture:
    """Draw the scores of one sample, their exponentials, and the probabilities that softmax gives.

    Parameters
    ----------
    scores : array_like of shape (K,)
        One row of scores.
    softmax : callable
        ``softmax(Z)`` with Z of shape (1, K).

    Returns
    -------
    matplotlib.figure.Figure
        Three panels of K bars.
    """
    made, panels = style.figure(9.6, 3.4, panels=3)
    z = np.asarray(scores, dtype=np.float64)
    heights = {"scores": z, "exponentials": np.exp(z), "probabilities": np.asarray(softmax(z[None, :]))[0]}
    for ax, (name, values) in zip(panels, heights.items(), strict=True):
        bars = ax.bar(np.arange(len(z)), values, width=0.6, color=VALUE)
        ax.bar_label(bars, [f"{value:.3g}".replace("-", "−") for value in values], padding=3, fontsize=10)
        ax.axhline(0, color=style.INK, linewidth=0.8)
        low, high = min(0.0, values.min()), max(0.0, values.max())
        ax.set_ylim(low - 0.18 * (high - low) * (low < 0), high + 0.18 * (high - low))
        ax.set_title(style.title(f"plots.act_{name}"), fontsize=11)
        ax.set_xticks(np.arange(len(z)))
        ax.set_xlabel(style.label("plots.act_class"))
    return made
