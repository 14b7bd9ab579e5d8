"""Lesson 01: two neurons, what moves a boundary, why XOR needs two lines, a timeline, the mistake bound."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from lessonkit import style
from lessonkit.picture import Picture, follows_language
from lessonkit.plots.planes import points

if TYPE_CHECKING:
    from matplotlib.axes import Axes


_CELL = "#F3D9B1"


@follows_language
def neuron() -> Picture:
    """Draw a nerve cell beside a mathematical neuron, corresponding parts at the same height."""
    made, (left, right) = style.figure(11, 4.4, panels=2)
    for ax in (left, right):
        ax.set_axis_off()
        ax.set_xlim(0, 10)
        ax.set_ylim(0, 6)
        ax.set_aspect("equal")
    _nerve_cell(left)
    _mathematical_neuron(right)
    left.set_title(style.label("pictures.nerve_cell"), fontsize=13)
    right.set_title(style.label("pictures.neuron"), fontsize=13)
    return made


@follows_language
def half_planes() -> Picture:
    """Draw what bias and weights do: parallel lines on the left, lines through the origin on the right."""
    made, (left, right) = style.figure(10.5, 4.8, panels=2)
    across = np.array([-4.0, 4.0])
    for number, b in enumerate((-2.0, 0.0, 2.0)):
        left.plot(
            across, -0.5 * across - b / 2, color=style.LINES[number], linestyle=style.DASHES[number], label=f"b = {b:g}"
        )
    left.annotate("w", (0.9, 1.8), fontsize=12, ha="center")
    left.annotate("", (0.8, 1.6), (0, 0), arrowprops={"arrowstyle": "-|>", "color": style.INK})
    for number, w in enumerate(((1.0, 2.0), (2.0, 0.5), (-1.2, 1.6))):
        direction = np.array(w) / np.hypot(*w)
        ends = np.outer([-6, 6], [-direction[1], direction[0]])
        colour = style.LINES[number]
        name = f"w = ({w[0]:g}, {w[1]:g})"
        right.plot(ends[:, 0], ends[:, 1], color=colour, linestyle=style.DASHES[number], label=name)
        right.annotate("", w, (0, 0), arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 2})
    for ax, key in ((left, "pictures.bias_shifts"), (right, "pictures.weights_rotate")):
        ax.set_xlim(-3.2, 3.2)
        ax.set_ylim(-3.2, 3.2)
        ax.set_aspect("equal")
        ax.axhline(0, color="#BBBBBB", linewidth=0.8, zorder=0)
        ax.axvline(0, color="#BBBBBB", linewidth=0.8, zorder=0)
        ax.set_xlabel("$x_1$")
        ax.set_ylabel("$x_2$")
        ax.set_title(style.title(key), fontsize=12)
        ax.legend(fontsize=9, loc="lower left")
    return made


@follows_language
def xor() -> Picture:
    """Draw XOR with one line that fails and with the strip between two lines that does not."""
    from lessonkit import data

    X, y = data.load("xor")
    made, panels = style.figure(10, 4.6, panels=2)
    across = np.array([-0.6, 1.6])
    for ax, sums, key in zip(panels, ((0.5,), (0.5, 1.5)), ("pictures.one_line", "pictures.two_lines"), strict=True):
        upper = across - across + 9 if len(sums) == 1 else sums[1] - across
        ax.fill_between(across, sums[0] - across, upper, color=style.CLASS_COLOURS[1], alpha=0.16)
        for total in sums:
            ax.plot(across, total - across, color=style.INK, linewidth=1.8)
        points(ax, X, y, size=120)
        ax.set_xlim(-0.5, 1.5)
        ax.set_ylim(-0.5, 1.5)
        ax.set_aspect("equal")
        ax.set_xlabel("$x_1$")
        ax.set_ylabel("$x_2$")
        ax.set_title(style.title(key), fontsize=12)
    panels[0].scatter(
        [1], [1], s=420, facecolors="none", edgecolors=style.INK, linewidths=1.6, linestyles="--", zorder=4
    )
    panels[1].text(-0.38, 0.66, "OR", fontsize=11)
    panels[1].text(0.72, 1.02, "NAND", fontsize=11, rotation=-45, ha="center", va="center")
    panels[1].legend(fontsize=9, loc="upper right")
    return made


@follows_language
def timeline() -> Picture:
    """Draw the perceptron's history from 1943 to 1986."""
    made, (ax,) = style.figure(11, 3.4)
    ax.set_axis_off()
    ax.set_xlim(1939, 1992)
    ax.set_ylim(-2.4, 2.4)
    ax.annotate("", (1991, 0), (1939.5, 0), arrowprops={"arrowstyle": "-|>", "color": style.INK, "lw": 1.5})
    for year, height, shift in ((1943, 1, 0), (1957, -1, -1.5), (1958, 1, 2), (1969, -1, 0), (1986, 1, -1)):
        colour = style.CLASS_COLOURS[1] if year == 1969 else style.CLASS_COLOURS[0]
        ax.plot([year, year + shift], [0, 0.75 * height], color=colour, linewidth=1.4)
        ax.scatter([year], [0], s=60, color=colour, zorder=3)
        event = style.label(f"pictures.year_{year}")
        text = f"{year}\n{event}".replace(": ", ":\n").replace("：", "：\n")
        ax.text(year + shift, 0.85 * height, text, ha="center", va="bottom" if height > 0 else "top", fontsize=11)
    return made


@follows_language
def mistake_bound(
    mistakes: Sequence[float], bounds: Sequence[float], gaps: Sequence[float] = (0.5, 0.1, 0.02)
) -> Picture:
    """Draw mistakes made beside their bound for several gaps between the classes, on a logarithmic scale.

    Parameters
    ----------
    mistakes, bounds : sequence of float
        One of each per gap.
    gaps : sequence of float
        Width of the gaps, the widest first.

    Returns
    -------
    matplotlib.figure.Figure
        Two bars per gap.
    """
    made, (ax,) = style.figure(6.4, 3.8)
    place = np.arange(len(mistakes))
    for shift, values, colour, hatch, key in (
        (-0.2, mistakes, style.LINES[1], "", "plots.mistakes_made"),
        (0.2, bounds, style.LINES[4], "//", "plots.bound"),
    ):
        bars = ax.bar(
            place + shift, values, 0.38, color=colour, hatch=hatch, edgecolor=style.PAPER, label=style.label(key)
        )
        ax.bar_label(bars, labels=[f"{value:.0f}" for value in values], fontsize=9)
    ax.set_yscale("log")
    ax.set_ylim(1, max(bounds) * 3)
    ax.set_xticks(place, [f"{gap:g}" for gap in gaps[: len(mistakes)]])
    ax.set_xlabel(style.label("plots.gap"))
    ax.set_ylabel(style.label("plots.count"))
    ax.legend(fontsize=9, frameon=False, loc="upper left")
    return made


def _nerve_cell(ax: "Axes") -> None:
    from matplotlib.patches import Circle

    line: dict[str, Any] = {"color": style.INK, "linewidth": 2.2, "solid_capstyle": "round"}
    for start in ((0.8, 5.2), (0.5, 3.6), (0.8, 1.2)):
        middle = (2.2, 3.0 + 0.55 * (start[1] - 3.0))
        ax.plot([start[0], middle[0], 3.4], [start[1], middle[1], 3.0 + 0.25 * (start[1] - 3.0)], **line)
        ax.plot([start[0] + 0.1, middle[0]], [start[1] - 0.75, middle[1]], color=style.INK, linewidth=1.4)
        ax.scatter([start[0]], [start[1]], s=70, color=style.CLASS_COLOURS[1], zorder=4)
    ax.plot([4.6, 8.4], [3.0, 3.0], **line)
    for end in (4.0, 3.0, 2.0):
        ax.plot([8.4, 9.4], [3.0, end], **line)
    ax.add_patch(Circle((4.0, 3.0), 0.95, facecolor=_CELL, edgecolor=style.INK, linewidth=2, zorder=3))
    for key, at, point in (
        ("synapse", (1.6, 5.75), (0.9, 5.3)),
        ("dendrites", (2.4, 0.6), (1.6, 1.75)),
        ("soma", (5.0, 5.0), (4.2, 3.8)),
        ("axon", (7.0, 4.3), (6.7, 3.1)),
    ):
        _name(ax, key, at, point)


def _mathematical_neuron(ax: "Axes") -> None:
    from matplotlib.patches import Circle, FancyBboxPatch

    arrow = {"arrowstyle": "-|>", "color": style.INK, "lw": 1.8}
    for number, height in ((1, 4.5), (2, 1.5)):
        ax.add_patch(Circle((0.9, height), 0.5, facecolor=style.PAPER, edgecolor=style.INK, linewidth=1.8))
        ax.text(0.9, height, f"$x_{number}$", ha="center", va="center", fontsize=14)
        ax.annotate("", (3.3, 3.0 + 0.18 * (height - 3.0)), (1.42, height), arrowprops=arrow)
        ax.text(2.2, 3.0 + 0.62 * (height - 3.0) + (0.35 if height > 3 else -0.45), f"$w_{number}$", fontsize=14)
    ax.text(4.0, 5.2, "$b$", ha="center", fontsize=14)
    ax.annotate("", (4.0, 3.78), (4.0, 5.1), arrowprops=arrow)
    ax.add_patch(Circle((4.0, 3.0), 0.75, facecolor=_CELL, edgecolor=style.INK, linewidth=2))
    ax.text(4.0, 3.0, r"$\Sigma$", ha="center", va="center", fontsize=20)
    ax.annotate("", (6.2, 3.0), (4.78, 3.0), arrowprops=arrow)
    ax.text(5.45, 3.2, "$z$", fontsize=14, ha="center")
    ax.add_patch(
        FancyBboxPatch((6.25, 2.4), 1.3, 1.2, "round,pad=0.04", facecolor=style.PAPER, edgecolor=style.INK, lw=1.8)
    )
    ax.plot([6.45, 6.9, 6.9, 7.35], [2.75, 2.75, 3.25, 3.25], color=style.INK, linewidth=2)
    ax.annotate("", (9.0, 3.0), (7.65, 3.0), arrowprops=arrow)
    ax.text(9.3, 3.0, r"$\hat{y}$", fontsize=15, va="center", ha="center")
    for key, x, y in (
        ("inputs", 0.9, 0.35),
        ("weights", 2.5, 0.35),
        ("bias", 4.75, 5.25),
        ("sum", 4.0, 1.75),
        ("step", 6.9, 1.75),
        ("output", 9.2, 2.1),
    ):
        ax.text(x, y, style.label(f"pictures.{key}"), ha="center", fontsize=11, color="#444444")


def _name(ax: "Axes", key: str, at: tuple[float, float], point: tuple[float, float]) -> None:
    ax.annotate(
        style.label(f"pictures.{key}"), point, at, fontsize=11, ha="center", va="center", color="#444444",
        arrowprops={"arrowstyle": "-", "color": "#888888", "lw": 1},
    )  # fmt: skip
