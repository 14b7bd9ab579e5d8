"""Lesson 05: a secant that turns into a tangent, a parabola with a chord."""

from collections.abc import Callable
from typing import Any

import numpy as np

from lessonkit.widgets.figure import figure, try_out

CURVES: dict[str, Callable[[Any], Any]] = {
    "cube": lambda x: x**3 / 4,
    "sin": np.sin,
    "abs": np.abs,
}
"""What `secant` offers, between −3 and 3: a cubic, a wave, a kink."""


def secant(numerical_derivative: Callable[..., Any]) -> Any:
    """Return a curve with a point to drag and a step h: the line has the slope that the reader's function gives.

    Parameters
    ----------
    numerical_derivative : callable
        ``numerical_derivative(f, x, h)``.

    Returns
    -------
    widget
        Shown by the notebook.

    Raises
    ------
    NotImplementedError
        If `numerical_derivative` is not written yet.
    """

    def answer(request: dict[str, Any]) -> dict[str, float]:
        f = CURVES[request["curve"]]
        return {"slope": float(numerical_derivative(f, float(request["x"]), h=float(request["h"])))}

    try_out(answer, {"curve": "cube", "x": 1.0, "h": 1.0})
    x = np.linspace(-3, 3, 241)
    return figure("secant", answer, curves={name: f(x).tolist() for name, f in CURVES.items()}, least=-3.0, most=3.0)


def parabola(a: float = 1.0, b: float = 1.0, c: float = -1.0) -> Any:
    """Return the parabola a x² + b x + c with a slider for each coefficient, its vertex, and a chord to drag.

    Parameters
    ----------
    a, b, c : float
        Coefficients to begin with, from −3 to 3.

    Returns
    -------
    widget
        Shown by the notebook.
    """
    return figure("parabola", start=[float(a), float(b), float(c)])
