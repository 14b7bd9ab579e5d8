"""Lesson 03: a network to build, the arrays of a layer, a forward pass, stacks that collapse, curves of ReLUs."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from lessonkit.widgets.figure import figure, numbers, try_out

CURVES: dict[str, Callable[[Any], Any]] = {
    "sin": np.sin,
    "root": np.sqrt,
    "jump": lambda x: np.where(x < np.pi, 0.0, 1.0),
}
"""What `kinks` offers to come close to, between 0 and 2π: a smooth curve, a steep start, a jump."""
END = 2 * np.pi
STACK = 6
"""The most layers of `collapse`, and the units of each but the last."""
REACH = 3.0


def network(layer_sizes: Sequence[int] = (2, 4, 6, 6, 4, 1)) -> Any:
    """Return a network to build: layers and units with buttons, shapes and number of parameters beside them.

    Parameters
    ----------
    layer_sizes : sequence of int
        What it begins with.

    Returns
    -------
    widget
        Shown by the notebook.
    """
    return figure("network", sizes=[int(size) for size in layer_sizes])


def layer(m: int = 5, n_in: int = 4, n_out: int = 3) -> Any:
    """Return the arrays of one layer as tables; sizes with sliders, one unit lit up, both conventions.

    Parameters
    ----------
    m, n_in, n_out : int
        Numbers of samples, inputs and units to begin with, each from 1 to 5.

    Returns
    -------
    widget
        Shown by the notebook.
    """
    return figure("layer", sizes=[int(m), int(n_in), int(n_out)])


def forward(mlp_forward: Callable[..., Any], params: Any, activations: Sequence[str], x: Sequence[float]) -> Any:
    """Return a forward pass step by step, computed by the reader's own function.

    Parameters
    ----------
    mlp_forward : callable
        ``mlp_forward(X, params, activations)`` returning the answer and the caches of `mlp_forward`.
    params : list of dict
        ``{"W": (n_in, n_out), "b": (n_out,)}`` of each layer.
    activations : sequence of str
        One name per layer.
    x : sequence of float
        The sample to begin with.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If `mlp_forward` is not written yet.
    """

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        _, caches = mlp_forward(np.array([request["x"]], dtype=float), params, list(activations))
        return {"layers": [{key: numbers(cache[key]) for key in ("Z", "A")} for cache in caches]}

    start = [float(value) for value in x]
    try_out(answer, {"x": start})
    layers = [{"W": np.asarray(layer["W"]).tolist(), "b": np.asarray(layer["b"]).tolist()} for layer in params]
    return figure("forward", answer, layers=layers, activations=list(activations), x=start)


def collapse(mlp_forward: Callable[..., Any], collapse_linear: Callable[..., Any]) -> Any:
    """Return a stack of layers in the plane, with and without activation functions, beside the layer it collapses to.

    Parameters
    ----------
    mlp_forward : callable
        ``mlp_forward(X, params, activations)``.
    collapse_linear : callable
        ``collapse_linear(params)`` returning the pair ``(W, b)``.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If one of them is not written yet.
    """
    ticks = np.linspace(-REACH, REACH, 41)
    grid = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        layers = int(request["layers"])
        stack = _stack(layers, int(request["draws"]))
        says = np.ravel(mlp_forward(grid, stack, [request["activation"]] * (layers - 1) + ["linear"])[0])
        W, b = collapse_linear(_stack(layers, int(request["draws"])))
        w, bias = numbers(W), float(np.ravel(b)[0])
        return {
            "values": says.reshape(len(ticks), len(ticks)).tolist(), "w": w, "b": bias,
            "difference": float(np.abs(says - (grid @ np.array(w) + bias)).max()),
            "parameters": sum(layer["W"].size + layer["b"].size for layer in stack),
        }  # fmt: skip

    try_out(answer, {"layers": 2, "activation": "linear", "draws": 0})
    return figure("collapse", answer, names=["linear", "relu", "tanh"], most=STACK, reach=REACH, levels=9)


def _stack(layers: int, draws: int) -> list[dict[str, Any]]:
    """Return random parameters of a network with two inputs and one output."""
    rng = np.random.default_rng(draws)
    sizes = [2, *[STACK] * (layers - 1), 1]
    return [
        {"W": rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), "b": rng.normal(0, 0.5, n_out)}
        for n_in, n_out in pairwise(sizes)
    ]


def kinks(relu_interpolator: Callable[..., Any], mlp_forward: Callable[..., Any]) -> Any:
    """Return curves and the network that joins K of their points, computed by the reader's own functions.

    Parameters
    ----------
    relu_interpolator : callable
        ``relu_interpolator(xs, ys)`` returning the parameters of a network.
    mlp_forward : callable
        ``mlp_forward(X, params, activations)``.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If one of them is not written yet.
    """

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        curve = CURVES[request["curve"]]
        xs = np.linspace(0.0, END, int(request["intervals"]) + 1)
        params = relu_interpolator(xs, curve(xs))
        x = np.linspace(0.0, END, 601)
        y = curve(x)
        said = np.ravel(mlp_forward(x.reshape(-1, 1), params, ["relu", "linear"])[0])
        points = np.stack([xs, curve(xs)], axis=1).tolist()
        return {"y": y.tolist(), "net": said.tolist(), "points": points, "error": float(np.abs(said - y).max())}

    try_out(answer, {"curve": "sin", "intervals": 4})
    return figure("kinks", answer, curves=list(CURVES), end=float(END))
