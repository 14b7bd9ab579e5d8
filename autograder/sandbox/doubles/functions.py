"""Functions of a number, of a vector, of a matrix: what is differentiated and what is minimized."""

from collections.abc import Callable
from typing import Any

import numpy as np

Function = Callable[..., Any]


def constant(value: Any) -> Function:
    """Return a function that gives `value` whatever it gets."""
    return lambda *args, **kwargs: value


def polynomial(coefficients: Any) -> Function:
    """Return the polynomial with these coefficients, lowest degree first, taken elementwise."""
    return lambda x: np.polynomial.polynomial.polyval(x, np.asarray(coefficients))


def elementwise(name: str, inner: float = 1.0, outer: float = 1.0) -> Function:
    """Return ``x -> outer * f(inner * x)`` for a NumPy function f such as ``"sin"`` or ``"exp"``."""
    function = getattr(np, name)
    return lambda x: outer * function(inner * x)


def absolute() -> Function:
    """Return the absolute value, which has a kink at 0."""
    return lambda x: np.abs(x)


def quadratic_form(A: Any, b: Any = 0.0) -> Function:
    """Return ``x -> x.T A x / 2 + b.T x`` as a Python float; `A` is (n, n), `b` and x are (n,)."""
    matrix, offset = np.asarray(A, dtype=float), np.asarray(b, dtype=float)
    return lambda x: float(x @ matrix @ x / 2 + np.sum(offset * x))


def linear_map(A: Any, b: Any = 0.0) -> Function:
    """Return ``x -> A x + b``; `A` is (k, n), x is (n,): the gradient of a quadratic form, or a Jacobian's map."""
    matrix = np.asarray(A, dtype=float)
    return lambda x: matrix @ x + b


def weighted_squares(weights: Any) -> Function:
    """Return ``x -> sum(weights * x**2)`` as a Python float, for x of the shape of `weights`."""
    return lambda x: float(np.sum(np.asarray(weights) * np.asarray(x) ** 2))


def raising(function: str, after: int) -> Function:
    """Return a function that raises `RuntimeError` from call number `after` on; before that, ``sum(x)``."""
    calls = 0

    def call(x: Any) -> float:
        nonlocal calls
        calls += 1
        if calls >= after:
            raise RuntimeError(f"{function} fails on purpose")
        return float(np.sum(x))

    return call
