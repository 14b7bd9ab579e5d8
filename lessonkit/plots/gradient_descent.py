"""Lesson 06: with and against the slope, walks down curves and bowls, students by chance, losses, cuts through them."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lessonkit import style
from lessonkit.picture import Picture, follows_language
from lessonkit.plots.planes import points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Array = NDArray[Any]
DOWN, UP = style.CLASS_COLOURS


@follows_language
def slopes() -> Picture:
    """Draw a valley with steps against the slope, and a hill with steps along it.

    Returns
    -------
    matplotlib.figure.Figure
        Two panels side by side.
    """
    made, panels = style.figure(9.6, 3.9, panels=2)
    x = np.linspace(-2, 2, 200)
    for ax, (name, sign) in zip(panels, (("descent", 1), ("ascent", -1)), strict=True):
        height = sign * 0.5 * x**2 + (2.3 if sign < 0 else 0.3)
        ax.plot(x, height, color=style.LINES[0], linewidth=2)
        for place in (-1.4, 1.4):
            level, slope = sign * 0.5 * place**2 + (2.3 if sign < 0 else 0.3), sign * place
            near = place + np.array([-0.5, 0.5])
            ax.plot(near, level + slope * (near - place), color=UP, linewidth=2, linestyle="--")
            ax.plot([place], [level], "o", color=DOWN, markersize=9, zorder=3)
            arrow = {"arrowstyle": "-|>", "color": DOWN, "linewidth": 2.5, "mutation_scale": 18}
            ax.annotate("", (0.45 * place, level), (0.93 * place, level), arrowprops=arrow)
        ax.set_title(style.title(f"plots.gd_{name}"), fontsize=11)
        ax.set_xlabel("x")
        ax.set_ylim(0, 2.7)
        ax.set_yticks([])
    panels[0].set_ylabel("f(x)")
    return made


@follows_language
def walks(f: Callable[[Array], Array], trajectories: Mapping[str, ArrayLike], least: float, most: float) -> Picture:
    """Draw walks on one curve, a panel for each.

    Parameters
    ----------
    f : callable
        The curve; arrays of shape (n,) in and out.
    trajectories : mapping of str to array_like of shape (k + 1,)
        For each panel its title and the places of the walk.
    least, most : float
        Where to draw; what lies outside is not shown.

    Returns
    -------
    matplotlib.figure.Figure
        The start is a square, the last place a ring.
    """
    made, panels = style.figure(2.35 * len(trajectories) + 0.6, 3.3, panels=len(trajectories))
    x = np.linspace(least, most, 300)
    low, high = float(f(x).min()), float(f(x).max())
    for ax, (name, places) in zip(panels, trajectories.items(), strict=True):
        walk = np.asarray(places, dtype=float)
        # a walk that flies off is followed until it leaves the panel
        outside = np.flatnonzero((walk < least) | (walk > most))
        walk = walk[: outside[0]] if len(outside) else walk
        ax.plot(x, f(x), color=style.LINES[0], linewidth=1.2)
        ax.plot(walk, f(walk), color=DOWN, linewidth=0.9, marker="o", markersize=4)
        ax.plot(walk[:1], f(walk[:1]), "s", color=UP, markersize=8)
        ax.plot(walk[-1:], f(walk[-1:]), "o", color=UP, markersize=13, markerfacecolor="none", markeredgewidth=2)
        ax.set_title(name, fontsize=10)
        ax.set_xlabel("x")
        ax.set_ylim(low - 0.06 * (high - low), high + 0.06 * (high - low))
        ax.tick_params(labelsize=8)
    panels[0].set_ylabel("f(x)")
    return made


@follows_language
def bowl_walks(trajectories: Mapping[str, ArrayLike], kappa: float = 25.0) -> Picture:
    """Draw walks down the long bowl ½ (x² + κ y²), a panel for each, over its level lines.

    Parameters
    ----------
    trajectories : mapping of str to array_like of shape (k + 1, 2)
        For each panel its title and the places of the walk.
    kappa : float
        Curvature along y.

    Returns
    -------
    matplotlib.figure.Figure
        Panels side by side.
    """
    made, panels = style.figure(4.7 * len(trajectories), 4.3, panels=len(trajectories))
    x, y = np.meshgrid(np.linspace(-1.2, 1.2, 161), np.linspace(-1.2, 1.2, 161))
    for ax, (name, places) in zip(panels, trajectories.items(), strict=True):
        ax.contour(x, y, 0.5 * (x**2 + kappa * y**2), levels=[0.05, 0.5, 2, 5, 9, 13], colors="0.6", linewidths=0.9)
        _walk(ax, np.asarray(places, dtype=float), DOWN)
        ax.plot([0], [0], "*", color=style.INK, markersize=12)
        ax.set_title(name, fontsize=11)
        ax.set_xlabel("x")
    panels[0].set_ylabel("y")
    return made


@follows_language
def chances(X: ArrayLike, y: ArrayLike, fits: Mapping[int, tuple[ArrayLike, float]], you: ArrayLike) -> Picture:
    """Draw the students over maps of the chance to pass that logistic regression gives, and you among them.

    Parameters
    ----------
    X : array_like of shape (m, 2)
        Lectures attended, hours on the project.
    y : array_like of shape (m,)
        1 for a pass.
    fits : mapping of int to (array_like of shape (2,), float)
        For each number of steps the weights and the bias.
    you : array_like of shape (2,)
        Your own place.

    Returns
    -------
    matplotlib.figure.Figure
        A panel for each fit; the line is where the chance is one half.
    """
    from matplotlib.colors import LinearSegmentedColormap

    made, panels = style.figure(3.5 * len(fits) + 0.9, 4.3, panels=len(fits))
    shades = LinearSegmentedColormap.from_list("chance", ["#7fb8da", "#ffffff", "#eaae7f"])
    across, up = np.meshgrid(np.linspace(-0.5, 7.5, 121), np.linspace(-0.3, 8.3, 121))
    place = np.asarray(you, dtype=float)
    for ax, (steps, (w, b)) in zip(panels, fits.items(), strict=True):
        weights = np.asarray(w, dtype=float)
        z = weights[0] * across + weights[1] * up + b
        shown = ax.imshow(
            1 / (1 + np.exp(-z)), cmap=shades, vmin=0, vmax=1, origin="lower", aspect="auto",
            extent=(-0.5, 7.5, -0.3, 8.3), interpolation="bilinear",
        )  # fmt: skip
        if z.min() < 0 < z.max():
            ax.contour(across, up, z, levels=[0], colors=style.INK, linewidths=1.8)
        points(ax, X, y, size=16)
        ax.plot(place[:1], place[1:], "*", color=style.INK, markersize=15, label=style.label("plots.loss_you"))
        ax.set_title(style.label("plots.gd_steps", steps=steps).replace(" · ", "\n"), fontsize=11)
        ax.set_xlabel(style.label("plots.loss_lectures").replace(" · ", "\n"))
    panels[0].set_ylabel(style.label("plots.loss_hours"))
    handles, _ = panels[0].get_legend_handles_labels()
    names = [style.label(f"plots.loss_{name}") for name in ("failed", "passed", "you")]
    made.legend(handles, names, fontsize=9, loc="outside lower center", ncols=3, frameon=False)
    made.colorbar(shown, ax=panels, shrink=0.8, label=style.label("plots.gd_chance"))
    return made


@follows_language
def losses_per_step(runs: Mapping[str, ArrayLike]) -> Picture:
    """Draw the loss over the steps, a curve for each run.

    Parameters
    ----------
    runs : mapping of str to array_like of shape (k + 1,)
        For each run its losses, the first before the first step.

    Returns
    -------
    matplotlib.figure.Figure
        One panel.
    """
    made, (ax,) = style.figure(6.6, 4.2)
    for number, (name, losses) in enumerate(runs.items()):
        colour = (DOWN, style.LINES[1], UP, style.LINES[0])[number % 4]
        ax.plot(np.asarray(losses), color=colour, linestyle=style.DASHES[(0, 1, 3, 0)[number % 4]], label=name)
    ax.set_xlabel(style.label("plots.gd_step"))
    ax.set_ylabel(style.label("plots.gd_loss"))
    ax.set_ylim(bottom=0)
    ax.grid(alpha=0.25)
    ax.legend(fontsize=9, frameon=False)
    return made


@follows_language
def lines_of_loss(lines: Mapping[str, ArrayLike]) -> Picture:
    """Draw losses along straight lines between two sets of parameters, each with its chord.

    Parameters
    ----------
    lines : mapping of str to array_like of shape (n,)
        Losses of ``"network"`` and ``"logistic"`` from one end to the other.

    Returns
    -------
    matplotlib.figure.Figure
        Panels side by side.
    """
    made, panels = style.figure(9.6, 3.9, panels=len(lines))
    for ax, (name, values) in zip(panels, lines.items(), strict=True):
        losses = np.asarray(values, dtype=float)
        t = np.linspace(0, 1, len(losses))
        ax.plot(t, losses, color=DOWN, marker="o", markersize=4, label=style.label("plots.gd_loss"))
        ax.plot(t[[0, -1]], losses[[0, -1]], "s--", color=UP, label=style.label("plots.gd_chord"))
        ax.set_title(style.title(f"plots.gd_{name}"), fontsize=11)
        ax.set_xlabel("t")
        ax.grid(alpha=0.25)
    panels[0].set_ylabel(style.label("plots.gd_loss"))
    panels[-1].legend(fontsize=9, frameon=False)
    return made


@follows_language
def landscapes(
    surfaces: Sequence[tuple[str, Callable[[Array, Array], Array], tuple[float, float, float, float]]],
    trajectories: Sequence[Sequence[ArrayLike]],
) -> Picture:
    """Draw losses of two parameters as surfaces, and from above with walks on them.

    Parameters
    ----------
    surfaces : sequence of (str, callable, tuple of four floats)
        ``"students"`` or ``"net"``; the loss, arrays of the same shape in and out; left, right, bottom, top.
    trajectories : sequence of sequences of array_like of shape (k + 1, 2)
        For each surface its walks.

    Returns
    -------
    matplotlib.figure.Figure
        Two panels for each surface, one below the other; darker where the loss is lower.
    """
    from matplotlib import colormaps

    made, first = style.figure(4.8 * len(surfaces), 8.4)
    first[0].remove()
    grid = made.add_gridspec(2, len(surfaces), height_ratios=(0.85, 1))
    for column, ((name, loss, (left, right, bottom, top)), walks_here) in enumerate(
        zip(surfaces, trajectories, strict=True)
    ):
        a, b = np.meshgrid(np.linspace(left, right, 141), np.linspace(bottom, top, 141))
        z = loss(a, b)
        # levels by rank, so that a flat valley shows as many lines as a steep slope
        levels = np.unique(np.quantile(z, np.linspace(0, 1, 19)))
        colours = colormaps["cividis"](np.linspace(0, 1, len(levels) - 1))
        axes = ("$w$", "$b$") if name == "students" else ("$w_1$", "$w_2$")
        above: Any = made.add_subplot(grid[0, column], projection="3d")
        fine = (slice(None, None, 4), slice(None, None, 4))
        shades = colours[np.clip(np.searchsorted(levels, z[fine]) - 1, 0, len(colours) - 1)]
        above.plot_surface(
            a[fine],
            b[fine],
            z[fine],
            rstride=1,
            cstride=1,
            facecolors=shades,
            linewidth=0.2,
            edgecolor="0.3",
            shade=False,
        )
        above.view_init(elev=36, azim=-65 if name == "students" else 25)
        above.tick_params(labelsize=7)
        above.set_xlabel(axes[0])
        above.set_ylabel(axes[1])
        above.set_title(style.title(f"plots.gd_{name}"), fontsize=11)
        ax = made.add_subplot(grid[1, column])
        ax.tick_params(colors=style.INK, labelsize=9)
        ax.contourf(a, b, z, levels=levels, colors=colours, alpha=0.75)
        ax.contour(a, b, z, levels=levels, colors=style.INK, linewidths=0.4)
        for number, places in enumerate(walks_here):
            colour = ("#FFFFFF", "#F0E442", style.LINES[3])[number % 3]
            _walk(ax, np.asarray(places, dtype=float), colour)
        ax.set_xlabel(axes[0])
        ax.set_ylabel(axes[1])
        ax.set_xlim(left, right)
        ax.set_ylim(bottom, top)
    return made


def _walk(ax: "Axes", places: Array, colour: str) -> None:
    ax.plot(places[:, 0], places[:, 1], color=colour, linewidth=1.2, marker="o", markersize=3)
    ax.plot(places[:1, 0], places[:1, 1], "s", color=colour, markersize=8, markeredgecolor=style.INK)
    ax.plot(
        places[-1:, 0], places[-1:, 1], "o", markersize=13,
        markerfacecolor="none", markeredgecolor=UP, markeredgewidth=2,
    )  # fmt: skip
