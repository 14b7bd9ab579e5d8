"""Lesson 02: a function with its slope at a point to drag, and three units that add up to a hat."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lessonkit.widgets.figure import figure, try_out

Curve = Callable[..., Any]
REACH = 6.0
"""How far from 0 `tangent` draws."""
PLACES = (-1.0, 0.0, 1.0)
"""Where the three units of `hat` have their middle."""


def tangent(**functions: tuple[Curve, Curve]) -> Any:
    """Return activation functions with a point to drag: the tangent line has the slope that the reader's code gives.

    Parameters
    ----------
    **functions : tuple of two callables
        By name, ``relu=(relu, relu_grad)``: the function and its derivative. ``leaky_relu`` comes with a slider for
        `alpha`.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If one of the functions is not written yet.
    """
    z = np.linspace(-REACH, REACH, 241)

    def answer(request: dict[str, Any]) -> dict[str, list[float]]:
        name = request["curve"]
        more = {"alpha": float(request["alpha"])} if name == "leaky_relu" else {}
        value, slope = (_numbers(function(z.copy(), **more), z) for function in functions[name])
        return {"values": value, "slopes": slope}

    for name in functions:
        try_out(answer, {"curve": name, "alpha": 0.1})
    return figure("tangent", answer, names=list(functions), reach=REACH)


def hat(**functions: Curve) -> Any:
    """Return three units with one slider each; their sum should become a hat of height 1.

    Parameters
    ----------
    **functions : callable
        By name, ``relu=relu``: activation functions to choose from.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If one of the functions is not written yet.
    """
    x = np.linspace(-3, 3, 121)

    def answer(request: dict[str, Any]) -> dict[str, list[list[float]]]:
        g = functions[request["activation"]]
        return {"units": [_numbers(g(x - place), x) for place in PLACES]}

    for name in functions:
        try_out(answer, {"activation": name})
    return figure("hat", answer, names=list(functions), least=-3.0, most=3.0, places=list(PLACES))


def _numbers(returned: Any, like: NDArray[np.float64]) -> list[float]:
    """Return what the reader's function gave as one finite number for each that it got."""
    found: list[float] = np.broadcast_to(np.asarray(returned, dtype=np.float64), like.shape).tolist()
    if not np.isfinite(found).all():
        raise ValueError("nan or inf")
    return found
