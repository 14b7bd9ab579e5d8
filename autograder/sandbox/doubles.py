"""Stand-in functions that a script can hand to an answer: known on both sides, their calls counted."""

from collections.abc import Callable
from typing import Any

import numpy as np


class Double:
    """A function that counts its calls.

    Parameters
    ----------
    function : callable
        What it does.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self.calls = 0

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Count the call and perform it."""
        self.calls += 1
        return self._function(*args, **kwargs)


def _constant(value: Any) -> Callable[..., Any]:
    return lambda *args, **kwargs: value


def _polynomial(coefficients: Any) -> Callable[..., Any]:
    return lambda x: np.polynomial.polynomial.polyval(x, np.asarray(coefficients))


DOUBLES: dict[str, Callable[..., Callable[..., Any]]] = {"constant": _constant, "polynomial": _polynomial}


def make(name: str, **arguments: Any) -> Double:
    """Return the stand-in `name`, set up with `arguments`.

    Raises
    ------
    KeyError
        If there is no such stand-in.
    """
    return Double(DOUBLES[name](**arguments))
