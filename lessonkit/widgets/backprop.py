"""Lesson 07: a graph walked forward and back, a network walked array by array, paths of a weight, a bug hunt."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from lessonkit import planted
from lessonkit.widgets.figure import figure, numbers, try_out

Node = tuple[str, tuple[Any, ...], tuple[float, float]]
GRAPHS: dict[str, list[Node]] = {
    "join": [
        ("a", ("input", 2.0), (0.0, 0.0)),
        ("b", ("input", 3.0), (0.0, 1.0)),
        ("c", ("input", -4.0), (0.0, 2.0)),
        ("ab", ("mul", 0, 1), (1.0, 1.0)),
        ("ab + c", ("add", 3, 2), (2.0, 1.6)),
        ("(ab + c) · a", ("mul", 4, 0), (3.0, 0.6)),
    ],
    "square": [
        ("x", ("input", 3.0), (0.0, 1.0)),
        ("x · x", ("mul", 0, 0), (1.4, 0.3)),
        ("x · x + x", ("add", 1, 0), (2.8, 1.2)),
    ],
    "gate": [
        ("a", ("input", 1.0), (0.0, 0.3)),
        ("b", ("input", 2.0), (0.0, 1.7)),
        ("a + b", ("add", 0, 1), (1.0, 0.5)),
        ("relu(a + b)", ("relu", 2), (2.0, 0.5)),
        ("relu(a + b) · b", ("mul", 3, 1), (3.0, 1.4)),
    ],
}
"""What `graph` offers: name of each node, its operation as `graph_backward` takes it, its place (column, row)."""

PATHS_NET = [
    {"W": [[0.5, -1.0, 1.0], [1.0, 0.5, -0.5]], "b": [0.0, 0.5, -0.5]},
    {"W": [[1.0, -0.5], [0.5, 1.0], [-1.0, 2.0]], "b": [0.0, 0.5]},
    {"W": [[0.5], [-1.0]], "b": [0.25]},
]
"""The 2-3-2-1 network of `paths`; at the first sample one gate is closed."""
PATHS_START = [2.0, 1.0]


def graph(graph_backward: Callable[..., Any]) -> Any:
    """Return computational graphs to walk forward, value by value, and backward, gradient by gradient.

    Parameters
    ----------
    graph_backward : callable
        ``graph_backward(nodes)`` returning values and gradients.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If `graph_backward` is not written yet.
    """

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        given = iter(request["inputs"])
        nodes = [
            ("input", float(next(given))) if operation[0] == "input" else operation
            for _, operation, _ in GRAPHS[request["graph"]]
        ]
        values, grads = graph_backward(nodes)
        return {"values": numbers(values), "grads": numbers(grads)}

    try_out(answer, {"graph": "join", "inputs": [2.0, 3.0, -4.0]})
    offered = {
        name: [{"name": node, "kind": op[0], "args": list(op[1:]), "place": list(place)} for node, op, place in nodes]
        for name, nodes in GRAPHS.items()
    }
    return figure("graph", answer, graphs=offered)


def walk(
    mlp_forward: Callable[..., Any],
    loss_backward: Callable[..., Any],
    dense_backward: Callable[..., Any],
    activation_backward: Callable[..., Any],
    params: list[dict[str, Any]],
    batches: Mapping[str, tuple[Any, Any]],
) -> Any:
    """Return a network of two layers, ReLU and sigmoid, walked array by array, there and back.

    Parameters
    ----------
    mlp_forward, loss_backward, dense_backward, activation_backward : callable
        The reader's functions; `loss_backward` is ``bce_sigmoid_backward``.
    params : list of dict
        Two layers ``{"W", "b"}``, one output.
    batches : mapping of str to tuple
        Samples (m, n) and labels (m, 1) by the text of a button.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If a function is not written yet.
    """

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        X, y = batches[request["batch"]]
        p, caches = mlp_forward(X, params, ["relu", "sigmoid"])
        Z1, A1, Z2 = caches[0]["Z"], caches[0]["A"], caches[1]["Z"]
        loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
        dZ2 = loss_backward(y, p)
        dA1, dW2, db2 = dense_backward(dZ2, A1, params[1]["W"])
        dZ1 = activation_backward(dA1, Z1, "relu")
        _, dW1, db1 = dense_backward(dZ1, X, params[0]["W"])
        slopes = activation_backward(np.ones_like(dA1), Z1, "relu")
        loss_slope = "(P − Y) / m"
        stops = [
            _stop("X", X),
            _stop("Z₁", Z1, "X W₁ + b₁"),
            _stop("A₁", A1, "relu(Z₁)"),
            _stop("Z₂", Z2, "A₁ W₂ + b₂"),
            _stop("P", p, "σ(Z₂)"),
            _stop("L", np.array(loss), "BCE(Y, P)"),
            _stop("dZ₂", dZ2, loss_slope, ("1", np.ones(())), (loss_slope, dZ2)),
            _stop("dW₂", dW2, "A₁ᵀ dZ₂", ("dZ₂", dZ2), ("A₁", A1)),
            _stop("db₂", db2, "Σ dZ₂", ("dZ₂", dZ2), ("1", np.ones(()))),
            _stop("dA₁", dA1, "dZ₂ W₂ᵀ", ("dZ₂", dZ2), ("W₂", params[1]["W"])),
            _stop("dZ₁", dZ1, "dA₁ ⊙ relu′(Z₁)", ("dA₁", dA1), ("relu′(Z₁)", slopes)),
            _stop("dW₁", dW1, "Xᵀ dZ₁", ("dZ₁", dZ1), ("X", X)),
            _stop("db₁", db1, "Σ dZ₁", ("dZ₁", dZ1), ("1", np.ones(()))),
        ]
        return {"stops": stops}

    first = next(iter(batches))
    try_out(answer, {"batch": first})
    return figure("walk", answer, batches=list(batches))


def paths(mlp_forward: Callable[..., Any], loss_backward: Callable[..., Any], mlp_backward: Callable[..., Any]) -> Any:
    """Return a small network in which every weight shows the paths that carry its gradient.

    Parameters
    ----------
    mlp_forward, loss_backward, mlp_backward : callable
        The reader's functions; `loss_backward` is ``bce_sigmoid_backward``.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If a function is not written yet.
    """
    params = [{"W": np.array(layer["W"]), "b": np.array(layer["b"])} for layer in PATHS_NET]
    names = ["relu", "relu", "sigmoid"]

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        p, caches = mlp_forward(np.array([request["x"]], dtype=float), params, names)
        dZ = loss_backward(np.array([[1.0]]), p)
        grads = mlp_backward(dZ, params, caches, names)
        return {
            "Z": [numbers(cache["Z"]) for cache in caches],
            "A": [numbers(cache["A"]) for cache in caches],
            "dz": float(dZ[0, 0]),
            "grads": [np.asarray(layer["W"], dtype=float).tolist() for layer in grads],
        }

    try_out(answer, {"x": PATHS_START})
    return figure("paths", answer, layers=PATHS_NET, x=PATHS_START)


def hunt(court: planted.Court) -> Any:
    """Return the examination room of the bug hunt: patients, examinations, diagnoses.

    Parameters
    ----------
    court : planted.Court
        Made of the reader's functions.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If a function is not written yet.
    """

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        if "diagnosis" in request:
            return {"right": planted.PATIENTS[request["patient"]] == request["diagnosis"]}
        asked = (request["patient"], int(request["m"]), request["hidden"])
        return {"all": court.ratio(*asked), "arrays": [[name, court.ratio(*asked, name)] for name in planted.arrays()]}

    try_out(answer, {"patient": "C", "m": 1, "hidden": "relu"})
    return figure("hunt", answer, patients=list(planted.PATIENTS), diagnoses=["healthy", *planted.DISEASES])


def _stop(
    name: str,
    value: Any,
    formula: str = "",
    upstream: tuple[str, Any] | None = None,
    local: tuple[str, Any] | None = None,
) -> dict[str, Any]:
    """Return one array of the walk with what led to it; the browser words it."""

    def shown(named: tuple[str, Any] | None) -> dict[str, Any] | None:
        return None if named is None else {"name": named[0], "shape": _shape(named[1])}

    rows = np.atleast_2d(np.asarray(value, dtype=float)).tolist()
    return {
        "name": name,
        "shape": _shape(value),
        "formula": formula,
        "rows": rows,
        "upstream": shown(upstream),
        "local": shown(local),
    }


def _shape(array: Any) -> str:
    return str(np.shape(array))
