"""Lesson 00: the two axes of a batch, images as numbers, features on one scale, fields and dates of deep learning."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.patches import Ellipse, Rectangle
from numpy.typing import ArrayLike, NDArray

from lessonkit import style
from lessonkit.picture import Picture, follows_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FIRST, SECOND = style.CLASS_COLOURS
FRUIT = (
    "........",
    "....bg..",
    "...bgg..",
    ".rrrrrr.",
    "rrwrrrrr",
    "rrrrrrrr",
    ".rrrrrr.",
    "..rrrr..",
    "........",
)
PAINT = {".": (235, 235, 225), "b": (110, 70, 30), "g": (60, 160, 60), "r": (200, 40, 50), "w": (250, 190, 190)}


def fruit() -> NDArray[np.uint8]:
    """Return a small image in color: an apple.

    Returns
    -------
    ndarray of shape (9, 8, 3), uint8
        Red, green and blue on the last axis.

    Examples
    --------
    >>> fruit().shape, fruit()[4, 2].tolist()
    ((9, 8, 3), [250, 190, 190])
    """
    return np.array([[PAINT[letter] for letter in line] for line in FRUIT], dtype=np.uint8)


@follows_language
def axes_of_batch() -> Picture:
    """Draw a batch with the names of its axes, and what a row is called on both sides of the strait."""
    made, panels = style.figure(11, 4.2, panels=3)
    for ax in panels:
        ax.set_axis_off()
        ax.set_xlim(-1.3, 4.3)
        ax.set_ylim(5.0, -1.5)
        ax.set_aspect("equal")
    for i in range(4):
        for j in range(3):
            ax = panels[0]
            ax.add_patch(Rectangle((j, i), 1, 1, facecolor=style.PAPER, edgecolor=style.INK))
            ax.text(j + 0.5, i + 0.5, f"$x_{{{i}{j}}}$", ha="center", va="center", fontsize=13)
    _arrow(panels[0], (-0.35, 0.1), (-0.35, 3.9))
    _arrow(panels[0], (0.1, -0.35), (2.9, -0.35))
    panels[0].text(-0.55, 2.0, style.label("plots.arr_axis_0"), rotation=90, ha="right", va="center", fontsize=12)
    panels[0].text(1.5, -0.55, style.label("plots.arr_axis_1"), ha="center", va="bottom", fontsize=12)
    panels[0].text(1.5, 4.3, "X (4, 3)", ha="center", va="top", fontsize=12)
    for ax, key, across, down in (
        (panels[1], "mainland", "行", "列"),
        (panels[2], "taiwan", "列", "行"),
    ):
        for i in range(4):
            for j in range(3):
                face = FIRST if i == 1 else SECOND if j == 2 else style.PAPER
                shade = 0.35 if face != style.PAPER else 1.0
                ax.add_patch(Rectangle((j, i), 1, 1, facecolor=face, alpha=shade))
                ax.add_patch(Rectangle((j, i), 1, 1, facecolor="none", edgecolor=style.INK))
        ax.text(-0.2, 1.5, f"{across}\nrow", ha="right", va="center", fontsize=14, color=FIRST)
        ax.text(2.5, -0.2, f"{down} column", ha="center", va="bottom", fontsize=14, color=SECOND)
        ax.set_title(style.label(f"plots.arr_{key}"), fontsize=13)
    return made


@follows_language
def numbers(img: ArrayLike) -> Picture:
    """Draw a gray image twice: as gray, and as the numbers it is made of.

    Parameters
    ----------
    img : array_like of shape (H, W), uint8
        0 is black, 255 white.

    Returns
    -------
    matplotlib.figure.Figure
        Two panels.
    """
    gray = np.asarray(img)
    made, panels = style.figure(9.5, 0.5 * gray.shape[0] + 1.2, panels=2)
    for ax, key in zip(panels, ("picture", "numbers"), strict=True):
        ax.imshow(gray, cmap="gray", vmin=0, vmax=255)
        ax.set_title(style.label(f"plots.arr_as_{key}"), fontsize=12)
        _pixel_ticks(ax, gray.shape)
    panels[1].images[0].set_data(np.full_like(gray, 255))
    for (i, j), value in np.ndenumerate(gray):
        panels[1].text(j, i, str(value), ha="center", va="center", fontsize=10)
    panels[1].set_xticks(np.arange(gray.shape[1] + 1) - 0.5, minor=True)
    panels[1].set_yticks(np.arange(gray.shape[0] + 1) - 0.5, minor=True)
    panels[1].grid(which="minor", color="#BBBBBB", linewidth=0.7)
    panels[1].tick_params(which="minor", length=0)
    return made


@follows_language
def channels(img: ArrayLike) -> Picture:
    """Draw the three channels of a color image as gray images, and beside them the image.

    Parameters
    ----------
    img : array_like of shape (H, W, 3), uint8
        Red, green and blue on the last axis.

    Returns
    -------
    matplotlib.figure.Figure
        Four panels.
    """
    color = np.asarray(img)
    made, panels = style.figure(12, 4.0, panels=4)
    for channel, (ax, key) in enumerate(zip(panels, ("red", "green", "blue", "color"), strict=True)):
        if channel < 3:
            ax.imshow(color[:, :, channel], cmap="gray", vmin=0, vmax=255)
        else:
            ax.imshow(color)
        ax.set_title(style.title(f"plots.arr_{key}"), fontsize=11)
        _pixel_ticks(ax, color.shape)
    return made


@follows_language
def flattening() -> Picture:
    """Draw two small images, and the rows of features that they become."""
    made, (left, right) = style.figure(11, 3.6, panels=2)
    for ax in (left, right):
        ax.set_axis_off()
        ax.set_aspect("equal")
    for number, colour in enumerate((FIRST, SECOND)):
        for i in range(2):
            for j in range(3):
                text = f"{number}{'ab'[i]}{j}"
                _tile(left, (4.0 * number + j, 0.6 + i), text, colour)
                _tile(right, (3 * i + j, 0.4 + 1.3 * number), text, colour)
    left.set_xlim(-0.3, 7.5)
    left.set_ylim(3.4, -0.3)
    right.set_xlim(-0.3, 6.5)
    right.set_ylim(3.4, -0.3)
    left.set_title(style.label("plots.arr_images"), fontsize=12)
    right.set_title(style.label("plots.arr_rows"), fontsize=12)
    return made


@follows_language
def scales(X: ArrayLike, Xs: ArrayLike, new: ArrayLike = (), new_scaled: ArrayLike = ()) -> Picture:
    """Draw apples by mass and diameter, as measured and standardized, both with equal units on both axes.

    Parameters
    ----------
    X, Xs : array_like of shape (m, 2)
        Mass and diameter, before and after.
    new, new_scaled : array_like of shape (k, 2), optional
        Further apples, in another color.

    Returns
    -------
    matplotlib.figure.Figure
        Two panels.
    """
    made, panels = style.figure(10, 4.3, panels=2)
    for ax, values, others, names, key in (
        (panels[0], X, new, ("mass", "width"), "before"),
        (panels[1], Xs, new_scaled, ("mass_scaled", "width_scaled"), "after"),
    ):
        train, test = (np.reshape(np.asarray(part, dtype=float), (-1, 2)) for part in (values, others))
        ax.plot(*train.T, "o", color=FIRST, markersize=6, label=style.label("plots.arr_train"))
        if len(test):
            ax.plot(*test.T, "s", color=SECOND, markersize=6, label=style.label("plots.arr_test"))
        ax.set_xlabel(style.label(f"plots.arr_{names[0]}"))
        ax.set_ylabel(style.label(f"plots.arr_{names[1]}"))
        ax.set_title(style.title(f"plots.arr_{key}"), fontsize=12)
        reach = np.ptp(np.concatenate([train, test]), axis=0).max() * 0.6
        middle = (np.concatenate([train, test]).max(axis=0) + np.concatenate([train, test]).min(axis=0)) / 2
        ax.set_xlim(middle[0] - reach, middle[0] + reach)
        ax.set_ylim(middle[1] - reach, middle[1] + reach)
        ax.set_aspect("equal")
    if len(np.asarray(new)):
        panels[1].legend(fontsize=9, frameon=False, loc="upper left")
    return made


@follows_language
def fields() -> Picture:
    """Draw artificial intelligence around machine learning around deep learning, with an example for each."""
    made, (ax,) = style.figure(9, 5.0)
    ax.set_axis_off()
    ax.set_xlim(0, 10)
    ax.set_ylim(0, 6)
    for name, (width, height), y, colour, top in (
        ("ai", (9.6, 5.8), 2.95, style.LINES[4], 5.25),
        ("ml", (7.4, 4.0), 2.2, style.LINES[3], 3.6),
        ("dl", (5.2, 2.1), 1.4, style.LINES[1], 1.75),
    ):
        ax.add_patch(Ellipse((5, y), width, height, facecolor=colour, alpha=0.25))
        ax.add_patch(Ellipse((5, y), width, height, facecolor="none", edgecolor=style.INK, linewidth=1.5))
        ax.text(5, top, style.title(f"pictures.{name}"), ha="center", va="center", fontsize=14)
        example = style.title(f"pictures.{name}_example")
        ax.text(5, top - 0.35 - 0.16 * example.count("\n"), example, ha="center", va="top", fontsize=10)
    return made


@follows_language
def history() -> Picture:
    """Draw dates of deep learning from 1958 to 2015, with the two winters."""
    made, (ax,) = style.figure(12, 3.9)
    ax.set_axis_off()
    ax.set_xlim(1953, 2021)
    ax.set_ylim(-2.7, 2.7)
    for start, end in ((1974, 1980), (1987, 1993)):
        ax.add_patch(Rectangle((start, -0.28), end - start, 0.56, facecolor=style.LINES[4], alpha=0.55))
        ax.text((start + end) / 2, 0.4, style.title("pictures.winter"), ha="center", va="bottom", fontsize=10)
    ax.annotate("", (2020, 0), (1954, 0), arrowprops={"arrowstyle": "-|>", "color": style.INK, "lw": 1.5})
    for year, name, height, shift in (
        (1958, "perceptron", 1.0, 0.0),
        (1969, "book", 1.0, -1.0),
        (1986, "backprop", 1.35, -2.0),
        (1989, "universal", -1.35, 3.5),
        (2006, "deep", 1.0, -1.5),
        (2009, "gpu", -1.0, -0.5),
        (2012, "alexnet", 1.0, -0.5),
        (2015, "resnet", -1.0, 1.5),
    ):
        ax.plot([year, year + shift], [0, 0.85 * height], color=FIRST, linewidth=1.3)
        ax.scatter([year], [0], s=50, color=FIRST, zorder=3)
        said = f"{year}\n{style.title(f'pictures.year_{year}_{name}')}"
        ax.text(year + shift, 0.95 * height, said, ha="center", va="bottom" if height > 0 else "top", fontsize=11)
    return made


@follows_language
def depth() -> Picture:
    """Draw the layers of four networks that won or nearly won the ImageNet contest, with their errors."""
    made, (ax,) = style.figure(8, 3.9)
    nets = (
        ("AlexNet\n2012", 8, "16.4"),
        ("VGG\n2014", 19, "7.3"),
        ("GoogLeNet\n2014", 22, "6.7"),
        ("ResNet\n2015", 152, "3.57"),
    )
    bars = ax.bar([name for name, _, _ in nets], [layers for _, layers, _ in nets], color=style.LINES[1], width=0.6)
    told = [
        f"{layers}\n{style.label('pictures.top5', percent=error)}".replace(" · ", "\n") for _, layers, error in nets
    ]
    ax.bar_label(bars, labels=told, fontsize=9, padding=3)
    ax.set_ylim(0, 205)
    ax.set_ylabel(style.label("pictures.layers_count"))
    ax.tick_params(axis="x", labelsize=10)
    return made


@follows_language
def power_law(beta: float = -0.35, floor: float = 0.02) -> Picture:
    """Draw an error that falls as a power of the amount of data, on ordinary and on logarithmic axes.

    Parameters
    ----------
    beta : float
        Exponent, negative.
    floor : float
        Error that remains however many data there are.

    Returns
    -------
    matplotlib.figure.Figure
        Two panels.
    """
    made, panels = style.figure(10, 3.9, panels=2)
    amount = np.logspace(2, 6, 200)
    curve = 5 * amount**beta + floor
    for ax, key in zip(panels, ("linear_axes", "log_axes"), strict=True):
        ax.plot(amount, curve, color=FIRST, linewidth=2)
        ax.axhline(floor, color=style.INK, linestyle=":", linewidth=1.5, label=style.label("pictures.floor"))
        ax.set_xlabel(style.title("pictures.amount"))
        ax.set_title(style.title(f"pictures.{key}"), fontsize=12)
    panels[1].set_xscale("log")
    panels[1].set_yscale("log")
    panels[0].set_xticks([0, 500_000, 1_000_000], ["0", "500000", "1000000"])
    panels[0].set_ylabel(style.label("pictures.error"))
    panels[0].legend(fontsize=9, frameon=False)
    return made


def _arrow(ax: "Axes", start: tuple[float, float], end: tuple[float, float]) -> None:
    ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": style.INK, "lw": 2})


def _tile(ax: "Axes", corner: tuple[float, float], text: str, colour: str) -> None:
    ax.add_patch(Rectangle(corner, 1, 1, facecolor=colour, alpha=0.3))
    ax.add_patch(Rectangle(corner, 1, 1, facecolor="none", edgecolor=style.INK))
    ax.text(corner[0] + 0.5, corner[1] + 0.5, text, ha="center", va="center", fontsize=11)


def _pixel_ticks(ax: "Axes", shape: Sequence[Any]) -> None:
    """Write the index of each pixel along both axes."""
    ax.set_xticks(range(shape[1]))
    ax.set_yticks(range(shape[0]))
    ax.spines[:].set_visible(False)
