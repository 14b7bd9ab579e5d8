"""Lesson 10: what optimizers remember, Adam's correction, schedules, losses over learning rates."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lessonkit import style
from lessonkit.picture import Picture, follows_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Array = NDArray[Any]
COLOURS = (style.INK, style.CLASS_COLOURS[0], style.CLASS_COLOURS[1], style.LINES[1], style.LINES[2])
"""Plain descent, momentum, AdaGrad, RMSProp, Adam: the same in every picture of the lesson."""


@follows_language
def gradient_memory(kept: float = 0.9, oldest: int = 30) -> Picture:
    """Draw how much a gradient still counts, over its age: for a velocity, for AdaGrad, for RMSProp.

    Parameters
    ----------
    kept : float
        Share that velocity and moving average keep at each step.
    oldest : int
        Age up to which to draw.

    Returns
    -------
    matplotlib.figure.Figure
        A panel for each, one below the other.
    """
    made, first = style.figure(7.4, 5.6)
    first[0].remove()
    age = np.arange(oldest + 1)
    rows = {
        "velocity": (kept**age, COLOURS[1]),
        "adagrad": (np.ones(oldest + 1), COLOURS[2]),
        "rmsprop": ((1 - kept) * kept**age, COLOURS[3]),
    }
    for row, (name, (weights, colour)) in enumerate(rows.items()):
        ax = made.add_subplot(3, 1, row + 1)
        _plain(ax)
        ax.bar(age, weights, color=colour, width=0.75)
        ax.set_title(style.label(f"plots.opt_memory_{name}"), fontsize=10, loc="left")
        ax.set_ylim(0, 1.18 * weights.max())
        ax.set_xlim(-0.8, oldest + 0.8)
    ax.set_xlabel(style.label("plots.opt_age"))
    return made


@follows_language
def bias_correction(steps: int = 10000, beta1: float = 0.9, beta2: float = 0.999) -> Picture:
    """Draw the length of Adam's steps for a gradient that never changes, with the correction and without.

    Parameters
    ----------
    steps : int
        Up to which step to draw.
    beta1, beta2 : float
        Shares of the moving averages that are kept.

    Returns
    -------
    matplotlib.figure.Figure
        Length in learning rates over the step, on a logarithmic axis.
    """
    made, (ax,) = style.figure(7.0, 3.9)
    t = np.unique(np.geomspace(1, steps, 240).round())
    bare = (1 - beta1**t) / np.sqrt(1 - beta2**t)
    ax.semilogx(t, bare, "--", color=style.CLASS_COLOURS[1], linewidth=2.2, label=style.label("plots.opt_without"))
    ax.semilogx(t, np.ones(len(t)), color=COLOURS[4], linewidth=2.6, label=style.label("plots.opt_with"))
    ax.set_ylim(0, 1.32 * bare.max())
    ax.set_xlabel(style.label("plots.opt_step"))
    ax.set_ylabel(style.title("plots.opt_length"))
    ax.grid(alpha=0.25)
    ax.legend(fontsize=9, frameon=False, loc="upper right")
    return made


@follows_language
def schedules(curves: Mapping[str, ArrayLike]) -> Picture:
    """Draw learning rates over the steps.

    Parameters
    ----------
    curves : mapping of str to array_like of shape (n,)
        By the name of a schedule, ``"step"``, ``"exponential"``, ``"inverse_time"`` or ``"cosine"``: the rate of
        each step.

    Returns
    -------
    matplotlib.figure.Figure
        One panel.
    """
    made, (ax,) = style.figure(7.0, 3.9)
    for number, (name, rates) in enumerate(curves.items()):
        stairs = "steps-post" if name == "step" else "default"
        ax.plot(
            np.asarray(rates, dtype=float), color=COLOURS[number + 1], linestyle=style.DASHES[number], linewidth=2.2,
            drawstyle=stairs, label=f'"{name}"',
        )  # fmt: skip
    ax.set_ylim(0, 1.08)
    ax.set_xlabel(style.label("plots.opt_step"))
    ax.set_ylabel(style.label("plots.opt_rate"))
    ax.grid(alpha=0.25)
    ax.legend(fontsize=9, frameon=False)
    return made


@follows_language
def losses_over_rates(rates: ArrayLike, losses: Mapping[str, ArrayLike]) -> Picture:
    """Draw the loss after training over the learning rate, a line for each optimizer.

    Parameters
    ----------
    rates : array_like of shape (n,)
        Learning rates, rising.
    losses : mapping of str to array_like of shape (n,)
        For each optimizer its losses; ``"plain"`` is shown in the reader's language.

    Returns
    -------
    matplotlib.figure.Figure
        Both axes logarithmic.
    """
    from matplotlib import ticker

    made, (ax,) = style.figure(7.4, 4.4)
    for number, (name, values) in enumerate(losses.items()):
        shown = style.label("plots.opt_plain") if name == "plain" else style.label("plots.opt_momentum")
        ax.loglog(
            np.asarray(rates), np.asarray(values, dtype=float), color=COLOURS[number % 5],
            linestyle=style.DASHES[number % 5], marker="os^Dv"[number % 5], markersize=5,
            label=shown if name in ("plain", "momentum") else name,
        )  # fmt: skip
    ax.yaxis.set_major_locator(ticker.LogLocator(subs=(1.0, 2.0, 5.0)))
    ax.yaxis.set_major_formatter(ticker.FormatStrFormatter("%g"))
    ax.yaxis.set_minor_formatter(ticker.NullFormatter())
    ax.set_xlabel(style.label("plots.opt_rate"))
    ax.set_ylabel(style.label("plots.opt_loss"))
    ax.grid(alpha=0.25)
    ax.legend(fontsize=9, frameon=False)
    return made


@follows_language
def rate_finder(rates: ArrayLike, losses: ArrayLike, smooth: int = 5) -> Picture:
    """Draw the losses of a range test over the learning rate, and their mean over neighbouring steps.

    Parameters
    ----------
    rates : array_like of shape (n,)
        The rate of each step, rising.
    losses : array_like of shape (n,)
        The loss before each step; what is not a number is left out.
    smooth : int
        Over how many steps the mean goes, an odd number.

    Returns
    -------
    matplotlib.figure.Figure
        The rate on a logarithmic axis.
    """
    made, (ax,) = style.figure(7.4, 4.1)
    values = np.asarray(losses, dtype=float)
    tried = np.asarray(rates, dtype=float)
    ax.semilogx(tried, values, ".", color="0.55", markersize=5, label=style.label("plots.opt_batch_loss"))
    if len(values) >= smooth:
        half = smooth // 2
        means = np.convolve(values, np.ones(smooth) / smooth, "valid")
        ax.semilogx(
            tried[half : len(tried) - half], means, color=COLOURS[4], linewidth=2.4,
            label=style.label("plots.opt_mean_loss", n=smooth),
        )  # fmt: skip
    known = values[np.isfinite(values)]
    ax.set_ylim(0, min(2.5, 1.1 * float(known.max(initial=0.1))))
    ax.set_xlabel(style.label("plots.opt_rate"))
    ax.set_ylabel(style.label("plots.opt_loss"))
    ax.grid(alpha=0.25)
    ax.legend(fontsize=9, frameon=False)
    return made


def _plain(ax: "Axes") -> None:
    ax.set_facecolor(style.PAPER)
    ax.spines[["top", "right"]].set_visible(False)
    ax.tick_params(colors=style.INK, labelsize=9)
