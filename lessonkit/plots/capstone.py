"""Lesson 13: glyphs, two ways to a classifier, ink as numbers, curves of a fit, weights as images, error over data."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import FancyBboxPatch
from numpy.typing import ArrayLike, NDArray

from lessonkit import style
from lessonkit.picture import Picture, follows_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

AGAINST, FOR = style.CLASS_COLOURS
SIGNED = LinearSegmentedColormap.from_list("signed", [AGAINST, style.PAPER, FOR])
GLYPHS = ("horizontal", "vertical", "diagonal", "corner", "circle")
MODELS = {"four numbers": "four", "softmax regression": "softmax", "two hidden layers": "hidden"}
"""How the lesson's cells call its three classifiers; pictures name them in the reader's language."""
BLOCK, SIDE = 4, 32


@follows_language
def glyph_gallery(images: ArrayLike, labels: ArrayLike, each: int = 4) -> Picture:
    """Draw some images of each kind of glyph, one kind a row.

    Parameters
    ----------
    images : array_like of shape (m, H, W)
        Brightness from 0 to 1.
    labels : array_like of shape (m,)
        0 to 4; the first images of each are drawn.
    each : int
        How many of each.

    Returns
    -------
    matplotlib.figure.Figure
        Five rows with their names.
    """
    made, _ = style.figure(1.25 * each + 1.7, 6.2, panels=0)
    shown, kinds = np.asarray(images), np.asarray(labels)
    grid = made.add_gridspec(len(GLYPHS), each + 1, width_ratios=[1.2] + [1.0] * each)
    for kind, name in enumerate(GLYPHS):
        told = made.add_subplot(grid[kind, 0])
        told.set_axis_off()
        said = style.title(f"plots.cap_{name}")
        told.text(0.95, 0.5, f"{kind}  {said}", ha="right", va="center", fontsize=11, transform=told.transAxes)
        for place, index in enumerate(np.flatnonzero(kinds == kind)[:each]):
            _image(made.add_subplot(grid[kind, place + 1]), shown[index])
    return made


@follows_language
def lanes() -> Picture:
    """Draw feature engineering and deep learning as two rows of boxes from an image to a class.

    Returns
    -------
    matplotlib.figure.Figure
        Colours say what is made by hand and what is learned.
    """
    made, (ax,) = style.figure(10.4, 4.4)
    hand, learned = style.LINES[3], style.LINES[4]
    upper = [("image", None, 1.3), ("features", hand, 3.4), ("weights", learned, 1.9), ("class", None, 1.3)]
    lower = [("image", None, 1.3), *[("weights", learned, 1.9)] * 3, ("class", None, 1.3)]
    for y, boxes, name in ((2.3, upper, "classic"), (0.0, lower, "deep")):
        x, gap = 0.0, (12.6 - sum(width for _, _, width in boxes)) / (len(boxes) - 1)
        ax.text(0, y + 0.62, style.label(f"plots.cap_{name}"), ha="left", va="bottom", fontsize=12.5)
        for number, (key, colour, width) in enumerate(boxes):
            look: dict[str, Any] = {"facecolor": colour or style.PAPER, "edgecolor": style.INK, "linewidth": 1.2}
            ax.add_patch(FancyBboxPatch((x, y - 0.45), width, 0.9, boxstyle="round,pad=0.04", alpha=0.85, **look))
            ax.text(x + width / 2, y, style.title(f"plots.cap_{key}"), ha="center", va="center", fontsize=10.5)
            if colour:
                sort = "by_hand" if colour == hand else "learned"
                ax.text(x + width / 2, y - 0.56, style.label(f"plots.cap_{sort}"), ha="center", va="top", fontsize=9)
            if number:
                ax.annotate("", (x - 0.08, y), (x - gap + 0.1, y), arrowprops={"arrowstyle": "-|>", "color": style.INK})
            x += width + gap
    ax.set_xlim(-0.2, 12.8)
    ax.set_ylim(-1.0, 3.5)
    ax.set_axis_off()
    return made


@follows_language
def blocks(strokes: Sequence[ArrayLike], pen: float = 2.6) -> Picture:
    """Draw strokes on a fine grid, and how many of its cells are black in each block of 4 by 4.

    Parameters
    ----------
    strokes : sequence of array_like of shape (n, 2)
        Points (x, y) of each stroke, from the upper left corner, on a square with sides of length 32.
    pen : float
        Radius of the pen.

    Returns
    -------
    matplotlib.figure.Figure
        The ink, and the counts.
    """
    made, (left, right) = style.figure(9.4, 4.7, panels=2)
    black = ink(strokes, pen)
    counts = black.reshape(SIDE // BLOCK, BLOCK, SIDE // BLOCK, BLOCK).sum(axis=(1, 3))
    left.imshow(black, cmap="gray_r", vmin=0, vmax=1)
    right.imshow(counts, cmap="gray_r", vmin=0, vmax=BLOCK * BLOCK * 1.25)
    for edge in range(SIDE + 1):
        width = 1.3 if edge % BLOCK == 0 else 0.25
        left.axhline(edge - 0.5, color=style.LINES[3] if width > 1 else "0.7", linewidth=width)
        left.axvline(edge - 0.5, color=style.LINES[3] if width > 1 else "0.7", linewidth=width)
    for (row, column), count in np.ndenumerate(counts):
        tone = style.PAPER if count > 9 else style.INK
        right.text(column, row, str(count), ha="center", va="center", fontsize=9.5, color=tone)
    for ax, key in ((left, "ink"), (right, "counts")):
        ax.set_title(style.title(f"plots.cap_{key}"), fontsize=11)
        ax.set_xticks([])
        ax.set_yticks([])
    return made


def ink(strokes: Sequence[ArrayLike], pen: float) -> NDArray[np.int64]:
    """Return which of 32 × 32 cells lie within `pen` of a stroke, 0 or 1, of shape (32, 32).

    Parameters
    ----------
    strokes : sequence of array_like of shape (n, 2)
        Points (x, y) of each stroke.
    pen : float
        Radius of the pen.
    """
    y, x = np.mgrid[0:SIDE, 0:SIDE] + 0.5
    black = np.zeros((SIDE, SIDE), dtype=bool)
    for stroke in strokes:
        points = np.asarray(stroke, dtype=float)
        for (x0, y0), (x1, y1) in pairwise(points):
            length = (x1 - x0) ** 2 + (y1 - y0) ** 2
            share = np.clip(((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / max(length, 1e-12), 0, 1)
            black |= np.hypot(x - x0 - share * (x1 - x0), y - y0 - share * (y1 - y0)) < pen
    return black.astype(np.int64)


@follows_language
def fit_curves(histories: Mapping[str, Mapping[str, Any]]) -> Picture:
    """Draw the losses and the validation accuracy that trainings measured after each epoch.

    Parameters
    ----------
    histories : mapping of str to mapping
        By name ``"train_loss"``, ``"val_loss"``, ``"val_accuracy"`` (sequences, one number an epoch) and
        ``"best_epoch"``.

    Returns
    -------
    matplotlib.figure.Figure
        Two panels; a square marks the best epoch.
    """
    made, (losses, right) = style.figure(10.4, 3.9, panels=2)
    for number, (name, history) in enumerate(histories.items()):
        colour, said, best = style.LINES[number + 1], _model(name), history["best_epoch"]
        losses.plot(history["train_loss"], color=colour, linestyle="--", linewidth=1.4)
        losses.plot(history["val_loss"], color=colour, linewidth=1.8, label=said)
        right.plot(history["val_accuracy"], color=colour, linewidth=1.8, label=said)
        if best is not None:
            for ax, kind in ((losses, "val_loss"), (right, "val_accuracy")):
                ax.plot([best], [history[kind][best]], "s", color=colour, markeredgecolor=style.INK, markersize=7)
    losses.plot([], [], color=style.INK, linestyle="--", linewidth=1.4, label=style.label("plots.cap_train"))
    losses.set_ylabel(style.label("plots.cap_loss"))
    right.set_ylabel(style.label("plots.cap_accuracy"))
    for ax in (losses, right):
        ax.set_xlabel(style.label("plots.cap_epoch"))
        ax.grid(alpha=0.25)
    losses.legend(fontsize=9, frameon=False)
    return made


@follows_language
def weight_images(W: ArrayLike, shape: tuple[int, int], count: int, columns: int = 8) -> Picture:
    """Draw the weights of the first units of a layer as images, all with one scale of colours.

    Parameters
    ----------
    W : array_like of shape (H * W, n_out)
        Weights, one unit a column (axis 1).
    shape : tuple of two ints
        Height and width of an image.
    count : int
        How many units.
    columns : int
        Images side by side.

    Returns
    -------
    matplotlib.figure.Figure
        Blue is negative, white zero, orange positive.
    """
    weights = np.asarray(W, dtype=float)
    shown = min(count, weights.shape[1])
    rows = -(-shown // columns)
    made, _ = style.figure(1.12 * columns + 1.4, 1.16 * rows + 0.3, panels=0)
    reach = float(np.quantile(np.abs(weights[:, :shown]), 0.995)) or 1.0
    drawn, panels = None, []
    for unit in range(shown):
        ax = made.add_subplot(rows, columns, unit + 1)
        drawn = ax.imshow(weights[:, unit].reshape(shape), cmap=SIGNED, vmin=-reach, vmax=reach)
        ax.set_xticks([])
        ax.set_yticks([])
        panels.append(ax)
    if drawn is not None:
        bar = made.colorbar(drawn, ax=panels, fraction=0.03, pad=0.02)
        bar.set_label(style.label("plots.cap_weight"), fontsize=9)
        bar.ax.tick_params(labelsize=8)
    return made


@follows_language
def learning_curves(sizes: Sequence[int], errors: Mapping[str, Sequence[float]]) -> Picture:
    """Draw the error over the number of training images, twice: on log-log axes, and with only the error logarithmic.

    Parameters
    ----------
    sizes : sequence of int
        Numbers of training images.
    errors : mapping of str to sequence of float
        For each model the share of mistakes at each of the sizes.

    Returns
    -------
    matplotlib.figure.Figure
        Two panels.
    """
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    made, panels = style.figure(10.4, 4.2, panels=2)
    for ax, key in zip(panels, ("loglog", "semilog"), strict=True):
        for number, (name, values) in enumerate(errors.items()):
            look: dict[str, Any] = {"color": style.LINES[number % 5], "linestyle": style.DASHES[number % 5]}
            ax.plot(sizes, values, linewidth=1.8, label=_model(name), marker="o^s"[number % 3], **look)
        ax.set_yscale("log")
        if key == "loglog":
            ax.set_xscale("log")
        ax.set_xticks(list(sizes), [str(size) for size in sizes], rotation=0 if key == "loglog" else 45)
        ax.xaxis.set_minor_formatter(NullFormatter())
        ax.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))  # one or two decades: powers of ten are too few
        ax.yaxis.set_major_formatter(FuncFormatter(lambda share, at: f"{share:g}"))
        ax.yaxis.set_minor_formatter(NullFormatter())
        ax.set_xlabel(style.label("plots.cap_images"))
        ax.set_title(style.title(f"plots.cap_{key}"), fontsize=11)
        ax.grid(alpha=0.25, which="both")
    panels[0].set_ylabel(style.label("plots.cap_error"))
    panels[0].legend(fontsize=9, frameon=False)
    return made


@follows_language
def image_row(images: ArrayLike, titles: Sequence[str], most: int = 8) -> Picture:
    """Draw a few images side by side, each with a title.

    Parameters
    ----------
    images : array_like of shape (m, H, W)
        Brightness from 0 to 1; at most `most` are drawn.
    titles : sequence of str
        One for each.
    most : int
        How many at most.

    Returns
    -------
    matplotlib.figure.Figure
        One row.
    """
    shown = np.asarray(images)[:most]
    made, panels = style.figure(1.5 * max(len(shown), 3), 1.9, panels=max(len(shown), 1))
    for ax in panels:
        ax.set_axis_off()
    for ax, image, title in zip(panels, shown, titles, strict=False):
        _image(ax, image)
        ax.set_title(title, fontsize=11)
    return made


def _image(ax: "Axes", image: NDArray[Any]) -> None:
    ax.imshow(image, cmap="gray", vmin=0, vmax=1)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)


def _model(name: str) -> str:
    return style.label(f"plots.cap_{MODELS[name]}") if name in MODELS else name
