"""The static pictures of lesson 05."""

import numpy as np

from deeplearn_ref.calculus import numerical_derivative
from lessonkit import plots
from lessonkit.picture import Picture


def _second() -> Picture:
    return plots.derivatives(
        {
            "$x^2$": (lambda x: x**2, lambda x: 2 * x, lambda x: 2 + 0 * x),
            "$-x^2$": (lambda x: -(x**2), lambda x: -2 * x, lambda x: -2 + 0 * x),
            "$x^3$": (lambda x: x**3, lambda x: 3 * x**2, lambda x: 6 * x),
            "$x^4$": (lambda x: x**4, lambda x: 4 * x**3, lambda x: 12 * x**2),
        }
    )


def _errors() -> Picture:
    """Draw the experiment of section 2: the slope of sin at 1."""
    steps = 10.0 ** np.arange(-1, -14, -1)
    central = [abs(numerical_derivative(np.sin, 1.0, h) - np.cos(1.0)) for h in steps]
    forward = [abs((np.sin(1.0 + h) - np.sin(1.0)) / h - np.cos(1.0)) for h in steps]
    return plots.step_errors(steps, {"central": central, "forward": forward})


PICTURES = {
    "05_convex": plots.convexity,
    "05_second": _second,
    "05_errors": _errors,
    "05_critical": plots.critical_points,
}
