"""Functions whose derivatives are known by hand, for numerical gradients and Jacobians."""

from collections.abc import Callable
from typing import Any

import numpy as np

Function = Callable[..., Any]


def coupled(weights: Any) -> Function:
    """Return ``x -> sum(weights * x**3) + sum(x)**2`` as a Python float, for x of the shape of `weights`."""
    given = np.asarray(weights, dtype=float)
    return lambda x: float(np.sum(given * x**3) + np.sum(x) ** 2)


def surface_pair() -> Function:
    """Return ``(x, y) -> (x**2 y, 5 x + sin y)`` for an array of shape (2,)."""
    return lambda v: np.array([v[0] ** 2 * v[1], 5 * v[0] + np.sin(v[1])])


def cubes_of(A: Any) -> Function:
    """Return ``x -> (A x)**3``, elementwise; `A` is (k, n), x is (n,)."""
    matrix = np.asarray(A, dtype=float)
    return lambda x: (matrix @ x) ** 3


def stacked() -> Function:
    """Return ``x -> x`` as a matrix of shape (1, n): not the vector that a Jacobian is made of."""
    return lambda x: np.array(x)[None, :]
