"""The static pictures of lesson 05."""

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


PICTURES = {
    "05_convex": plots.convexity,
    "05_second": _second,
    "05_critical": plots.critical_points,
}
