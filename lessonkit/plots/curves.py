"""Curves over epochs and steps."""

from collections.abc import Mapping, Sequence

import numpy as np

from lessonkit import style
from lessonkit.picture import Picture, follows_language


@follows_language
def errors_per_epoch(errors: Mapping[str, Sequence[int]]) -> Picture:
    """Draw the mistakes made in each epoch, one curve per training run.

    Parameters
    ----------
    errors : mapping of str to sequence of int
        For each run its mistakes, epoch by epoch; epochs are counted from 1.

    Returns
    -------
    matplotlib.figure.Figure
        Mistakes over epochs.
    """
    from matplotlib.ticker import MaxNLocator

    made, (ax,) = style.figure(6.4, 3.8)
    for number, (name, values) in enumerate(errors.items()):
        ax.plot(
            np.arange(1, len(values) + 1),
            values,
            color=style.LINES[number % 5],
            linestyle=style.DASHES[number % 5],
            marker="ov^Ds"[number % 5],
            markersize=5 if len(values) <= 30 else 0,
            label=name,
        )
    ax.set_xlabel(style.label("plots.epoch"))
    ax.set_ylabel(style.label("plots.mistakes"))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.yaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_ylim(bottom=-0.15)
    ax.grid(alpha=0.25)
    ax.legend(fontsize=9, frameon=False)
    return made
