"""Lesson 03: networks as circles and lines, a layer as arrays, level lines, hidden space, points joined by ReLUs."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike, NDArray

from lessonkit import style
from lessonkit.picture import Picture, follows_language
from lessonkit.plots.planes import points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Array = NDArray[Any]
UNIT_COLOURS = ("#0072B2", "#009E73", "#E69F00")


@follows_language
def network(layer_sizes: Sequence[int]) -> Picture:
    """Draw a fully connected network, its inputs at the left.

    Parameters
    ----------
    layer_sizes : sequence of int
        Number of inputs, then of units in each layer.

    Returns
    -------
    matplotlib.figure.Figure
        Input nodes as squares, units as circles, one line for each weight.
    """
    made, (ax,) = style.figure(1.5 * len(layer_sizes) + 1.0, 3.8)
    places = _places(layer_sizes)
    _edges(ax, places)
    for at, column in enumerate(places):
        _nodes(ax, column, inputs=at == 0)
        name = style.title("plots.net_inputs") if at == 0 else style.label("plots.net_layer", number=at)
        ax.text(column[0][0], -0.62, name, ha="center", va="top", fontsize=10)
        ax.text(column[0][0], 1.12 * max(layer_sizes) / 2 + 3.0, str(len(column)), ha="center", fontsize=11)
    ax.set_ylim(-1.6, 1.12 * max(layer_sizes) / 2 + 3.4)
    ax.set_xlim(-0.8, 1.6 * (len(layer_sizes) - 1) + 0.8)
    ax.set_axis_off()
    return made


@follows_language
def units(n_in: int = 4, n_out: int = 3) -> Picture:
    """Draw a layer twice: as units with coloured lines, and as a weight matrix with columns in these colours.

    Parameters
    ----------
    n_in, n_out : int
        Numbers of inputs and of units; at most three units.

    Returns
    -------
    matplotlib.figure.Figure
        The drawing left, the arrays right.
    """
    made, (left, right) = style.figure(10, 4.2, panels=2)
    inputs, outputs = _places((n_in, n_out))
    for unit, (x, y) in enumerate(outputs):
        for p, q in inputs:
            left.plot([p, x], [q, y], color=UNIT_COLOURS[unit], linewidth=1.8, zorder=1)
    _nodes(left, inputs, inputs=True, names=[f"$x_{j + 1}$" for j in range(n_in)])
    _nodes(left, outputs, colours=UNIT_COLOURS, names=[f"$z_{k + 1}$" for k in range(n_out)])
    left.set_xlim(-0.8, 2.4)
    left.set_ylim(*_around([*inputs, *outputs]))
    columns = [UNIT_COLOURS[k] for k in range(n_out)]
    weights = [[f"$w_{{{j + 1}{k + 1}}}$" for k in range(n_out)] for j in range(n_in)]
    _grid(right, (0.0, 1.5), [[f"$x_{j + 1}$" for j in range(n_in)]], ["#FFFFFF"] * n_in)
    _grid(right, (n_in + 0.7, 0.0), weights, columns)
    _grid(right, (n_in + 0.7, n_in + 0.6), [[f"$b_{k + 1}$" for k in range(n_out)]], columns)
    _grid(right, (n_in + n_out + 1.6, 1.5), [[f"$z_{k + 1}$" for k in range(n_out)]], columns)
    for x, y, sign in ((n_in + 0.35, 2.0, "@"), (n_in + 0.35, n_in + 1.1, "+"), (n_in + n_out + 1.15, 2.0, "=")):
        right.text(x, y, sign, ha="center", va="center", fontsize=13)
    for x, name in (
        (n_in / 2, "X (1, 4)"),
        (n_in + 0.7 + n_out / 2, "W (4, 3)"),
        (n_in + 2.1 + 1.5 * n_out, "Z (1, 3)"),
    ):
        right.text(x, -0.35 if name[0] == "W" else 1.15, name, ha="center", fontsize=10)
    right.text(n_in + 0.7 + n_out / 2, n_in + 2.1, "b (3,)", ha="center", fontsize=10)
    right.set_xlim(-0.2, n_in + 2 * n_out + 2.0)
    right.set_ylim(n_in + 2.4, -1.0)
    for ax in (left, right):
        ax.set_axis_off()
    left.set_title(style.label("pictures.as_units"), fontsize=12)
    right.set_title(style.label("pictures.as_arrays"), fontsize=12)
    return made


@follows_language
def layer_shapes(m: int = 5, n_in: int = 2, n_out: int = 3) -> Picture:
    """Draw the arrays of a layer as blocks, in both conventions one above the other.

    Parameters
    ----------
    m, n_in, n_out : int
        Numbers of samples, inputs and units.

    Returns
    -------
    matplotlib.figure.Figure
        Equal sides of blocks are equal numbers.
    """
    made, panels = style.figure(9.5, 7.0, panels=1)
    panels[0].remove()
    rows = [made.add_subplot(2, 1, number) for number in (1, 2)]
    first = [("X", m, n_in, "m", "n_{in}"), ("W", n_in, n_out, "n_{in}", "n_{out}"), ("b", 1, n_out, "", "n_{out}"),
             ("Z", m, n_out, "m", "n_{out}")]  # fmt: skip
    second = [("W_{col}", n_out, n_in, "n_{out}", "n_{in}"), ("A_{col}", n_in, m, "n_{in}", "m"),
              ("b_{col}", n_out, 1, "n_{out}", "1"), ("Z_{col}", n_out, m, "n_{out}", "m")]  # fmt: skip
    colours = {"m": style.LINES[4], "n_{in}": style.LINES[3], "n_{out}": style.LINES[1]}
    for ax, blocks, key in zip(rows, (first, second), ("pictures.batch_first", "pictures.column_first"), strict=True):
        left = 0.0
        for number, (name, height, width, down, across) in enumerate(blocks):
            top = (5 - height) / 2
            ax.add_patch(Rectangle((left, top), width, height, facecolor="#F1F1F1", edgecolor=style.INK, linewidth=1.4))
            ax.text(left + width / 2, top + height / 2, f"${name}$", ha="center", va="center", fontsize=14)
            ax.plot(
                [left, left + width],
                [top, top],
                color=colours.get(across, style.INK),
                linewidth=5,
                solid_capstyle="butt",
            )
            ax.text(left + width / 2, top - 0.25, f"${across}$", ha="center", va="bottom", fontsize=11)
            if down:
                ax.plot([left, left], [top, top + height], color=colours[down], linewidth=5, solid_capstyle="butt")
                ax.text(left - 0.2, top + height / 2, f"${down}$", ha="right", va="center", fontsize=11)
            left += width
            if number < 3:
                ax.text(left + 0.55, 2.5, ("@", "+", "=")[number], ha="center", va="center", fontsize=15)
            left += 2.1
        ax.set_xlim(-1.2, 19.8)
        ax.set_ylim(5.3, -0.9)
        ax.set_aspect("equal")
        ax.set_axis_off()
        ax.set_title(style.label(key), fontsize=12)
    return made


@follows_language
def forward_pass(x: ArrayLike, params: Sequence[Mapping[str, Any]], caches: Sequence[Mapping[str, Any]]) -> Picture:
    """Draw a network with the numbers of one forward pass written into it.

    Parameters
    ----------
    x : array_like of shape (n_in,)
        One sample.
    params : list of dict
        ``{"W", "b"}`` of each layer.
    caches : list of dict
        ``{"A_prev", "Z", "A"}`` of each layer, arrays of shape (1, ...).

    Returns
    -------
    matplotlib.figure.Figure
        Weights on the lines; z and a of each unit.
    """
    sample = np.asarray(x, dtype=float)
    sizes = [len(sample), *(np.shape(layer["W"])[1] for layer in params)]
    made, (ax,) = style.figure(9.2, 4.6)
    places = _places(sizes, wide=3.2, high=1.5)
    for number, layer in enumerate(params):
        W = np.asarray(layer["W"], dtype=float)
        for j, (p, q) in enumerate(places[number]):
            for k, (r, s) in enumerate(places[number + 1]):
                colour = style.CLASS_COLOURS[1] if W[j, k] > 0 else style.CLASS_COLOURS[0]
                dash = "-" if W[j, k] > 0 else "--"
                ax.plot([p, r], [q, s], color=colour, linestyle=dash, linewidth=1 + 2.2 * abs(W[j, k]), zorder=1)
                share = 0.24  # near their start the lines of one node have spread, and those of two have not crossed
                spot = (p + share * (r - p), q + share * (s - q))
                box = {"facecolor": style.PAPER, "edgecolor": "none", "pad": 0.8}
                ax.text(*spot, f"{W[j, k]:g}", fontsize=8, ha="center", va="center", bbox=box, zorder=2)
    _nodes(ax, places[0], inputs=True, names=[f"{value:g}" for value in sample], size=1500)
    for number, cache in enumerate(caches):
        z, a = (np.asarray(cache[key], dtype=float)[0] for key in ("Z", "A"))
        _nodes(ax, places[number + 1], names=[f"{value:.3g}" for value in a], size=1500)
        for k, (p, q) in enumerate(places[number + 1]):
            ax.text(p, q - 0.62, f"z = {z[k]:.4g}", ha="center", va="top", fontsize=9)
    top = max(q for column in places for _, q in column)
    for at, column in enumerate(places):
        name = style.title("plots.net_inputs") if at == 0 else style.label("plots.net_layer", number=at)
        ax.text(column[0][0], top + 0.85, name, ha="center", fontsize=10)
    ax.set_ylim(min(q for column in places for _, q in column) - 1.1, top + 1.3)
    ax.set_xlim(-0.7, places[-1][0][0] + 0.8)
    ax.set_axis_off()
    return made


@follows_language
def level_lines(functions: Mapping[str, Callable[[Array], Array]], reach: float = 2.0) -> Picture:
    """Draw functions of two inputs by their level lines, side by side.

    Parameters
    ----------
    functions : mapping of str to callable
        By the title of the panel; ``f(X)`` takes (m, 2) and returns (m,) or (m, 1).
    reach : float
        Both inputs go from -reach to reach.

    Returns
    -------
    matplotlib.figure.Figure
        One panel a function.
    """
    made, panels = style.figure(4.6 * len(functions) + 0.6, 4.4, panels=len(functions))
    line = np.linspace(-reach, reach, 121)
    grid = np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)
    for ax, (name, function) in zip(panels, functions.items(), strict=True):
        height = np.asarray(function(grid), dtype=float).reshape(121, 121)
        if np.ptp(height) > 0:
            ax.contourf(line, line, height, levels=10, cmap="cividis")
            ax.contour(line, line, height, levels=10, colors="white", linewidths=0.8, linestyles="solid")
        else:
            ax.set_facecolor("#BBBBBB")
        ax.set_aspect("equal")
        ax.set_xlabel("$x_1$")
        ax.set_ylabel("$x_2$")
        ax.set_title(name, fontsize=12)
    return made


@follows_language
def hidden_space(X: ArrayLike, H: ArrayLike, y: ArrayLike) -> Picture:
    """Draw samples twice: where they are, and where a hidden layer of two units puts them.

    Parameters
    ----------
    X, H : array_like of shape (m, 2)
        Inputs, and activations of the hidden layer.
    y : array_like of shape (m,)
        Labels, 0 or 1.

    Returns
    -------
    matplotlib.figure.Figure
        Input space left, hidden space right.
    """
    made, panels = style.figure(9.6, 4.4, panels=2)
    names = (("$x_1$", "$x_2$"), ("$h_1$", "$h_2$"))
    titles = ("plots.net_input_space", "plots.net_hidden_space")
    for ax, at, (across, up), key in zip(panels, (X, H), names, titles, strict=True):
        spots = np.asarray(at, dtype=float)
        points(ax, spots, y, size=120)
        for spot, sample in zip(spots, np.asarray(X, dtype=float), strict=True):
            alike = np.all(np.isclose(spots, spot), axis=1).sum() > 1
            shift = 12 if not alike or sample[0] <= sample[1] else -20
            ax.annotate(f"({sample[0]:g}, {sample[1]:g})", spot, (9, shift), textcoords="offset points", fontsize=9)
        least, most = min(spots.min(), 0.0), max(spots.max(), 1.0)
        ax.set_xlim(least - 0.3, most + 0.6)
        ax.set_ylim(least - 0.4, most + 0.5)
        ax.set_aspect("equal")
        ax.set_xlabel(across)
        ax.set_ylabel(up)
        ax.set_title(style.title(key), fontsize=12)
    made.legend(*panels[0].get_legend_handles_labels(), fontsize=9, loc="outside right upper", frameon=False)
    return made


@follows_language
def interpolation(
    target: Callable[[Array], Array],
    nets: Mapping[int, Callable[[Array], Array]],
    errors: Mapping[int, float],
    reach: tuple[float, float] = (0.0, 2 * np.pi),
) -> Picture:
    """Draw a curve with the networks that come close to it, and how the error falls with their size.

    Parameters
    ----------
    target : callable
        The curve, ``f(x)`` for x of shape (m,).
    nets : mapping of int to callable
        By their number of intervals.
    errors : mapping of int to float
        The largest error for each number of intervals.
    reach : tuple of float
        From where to where.

    Returns
    -------
    matplotlib.figure.Figure
        Curves left; errors right, both axes logarithmic.
    """
    made, (left, right) = style.figure(10, 4.0, panels=2)
    x = np.linspace(*reach, 400)
    left.plot(x, target(x), color=style.INK, linewidth=2.4, label=style.label("plots.net_target"))
    for number, (count, net) in enumerate(nets.items()):
        name = style.label("plots.net_intervals", count=count)
        left.plot(
            x, net(x), color=style.LINES[number + 1], linestyle=style.DASHES[number + 1], linewidth=1.8, label=name
        )
    left.set_xlabel("$x$")
    left.legend(fontsize=9, frameon=False)
    counts = np.array(list(errors))
    right.loglog(counts, list(errors.values()), "o-", color=style.LINES[1], label=style.label("plots.net_error"))
    bound = ((reach[1] - reach[0]) / counts) ** 2 / 8
    right.loglog(counts, bound, "--", color=style.INK, label=style.label("plots.net_bound"))
    right.set_xticks(counts, [str(count) for count in counts])
    right.minorticks_off()
    right.set_xlabel(style.label("plots.net_interval_count"))
    right.set_ylabel(style.label("plots.net_error"))
    right.legend(fontsize=9, frameon=False)
    return made


def _places(sizes: Sequence[int], wide: float = 1.6, high: float = 1.0) -> list[list[tuple[float, float]]]:
    """Return where the nodes of each layer stand, the first of a layer at the top."""
    middle = high * (max(sizes) - 1) / 2
    return [
        [(wide * at, middle + high * ((size - 1) / 2 - number)) for number in range(size)]
        for at, size in enumerate(sizes)
    ]


def _around(nodes: Sequence[tuple[float, float]]) -> tuple[float, float]:
    heights = [y for _, y in nodes]
    return min(heights) - 0.7, max(heights) + 0.7


def _edges(ax: "Axes", places: Sequence[Sequence[tuple[float, float]]]) -> None:
    for before, after in itertools.pairwise(places):
        for p, q in before:
            for r, s in after:
                ax.plot([p, r], [q, s], color="#9A9A9A", linewidth=0.9, zorder=1)


def _nodes(
    ax: "Axes",
    nodes: Sequence[tuple[float, float]],
    *,
    inputs: bool = False,
    names: Sequence[str] = (),
    colours: Sequence[str] = (),
    size: float = 520,
) -> None:
    for number, (x, y) in enumerate(nodes):
        edge = colours[number] if colours else style.INK
        face = "#EFEFEF" if inputs else style.PAPER
        ax.scatter(
            [x], [y], s=size, marker="s" if inputs else "o", facecolor=face, edgecolor=edge, linewidth=2, zorder=3
        )
        if names:
            ax.text(x, y, names[number], ha="center", va="center", fontsize=11, zorder=4)


def _grid(ax: "Axes", corner: tuple[float, float], texts: Sequence[Sequence[str]], colours: Sequence[str]) -> None:
    """Draw a table of texts, one colour a column, its first row at the top of an axis that grows downwards."""
    left, top = corner
    for i, row in enumerate(texts):
        for j, text in enumerate(row):
            face = style.PAPER if colours[j] == "#FFFFFF" else colours[j] + "40"
            ax.add_patch(Rectangle((left + j, top + i), 1, 1, facecolor=face, edgecolor=style.INK, linewidth=1))
            ax.text(left + j + 0.5, top + i + 0.5, text, ha="center", va="center", fontsize=11)
