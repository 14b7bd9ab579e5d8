"""The data sets of the course, made here once; `lessonkit.data` hands out stored copies."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

GATES = {"and": [0, 0, 0, 1], "or": [0, 1, 1, 1], "nand": [1, 1, 1, 0], "nor": [1, 0, 0, 0], "xor": [0, 1, 1, 0]}


def make_gate(name: str) -> tuple[FloatArray, IntArray]:
    """Return the truth table of a logic gate.

    Parameters
    ----------
    name : str
        ``"and"``, ``"or"``, ``"nand"``, ``"nor"`` or ``"xor"``.

    Returns
    -------
    X : ndarray of shape (4, 2), float64
        The inputs in the order 00, 01, 10, 11.
    y : ndarray of shape (4,), int64
        The gate's outputs.

    Raises
    ------
    ValueError
        If there is no such gate.

    Examples
    --------
    >>> X, y = make_gate("xor")
    >>> X.shape, y.tolist()
    ((4, 2), [0, 1, 1, 0])
    """
    if name not in GATES:
        raise ValueError(f"There is no gate {name!r}. The gates are {', '.join(GATES)}.")
    return np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array(GATES[name], dtype=np.int64)


def make_separable(
    m: int, gap: float, rng: np.random.Generator, w: Any = (1.0, 2.0), b: float = 0.2
) -> tuple[FloatArray, IntArray]:
    r"""Return points that a straight line separates with room to spare.

    Points are drawn uniformly from the square :math:`[-1, 1]^2`; those nearer than `gap` to the line
    :math:`w_1 x_1 + w_2 x_2 + b = 0` are thrown away.

    Parameters
    ----------
    m : int
        Number of points.
    gap : float
        Least distance from the line.
    rng : numpy.random.Generator
        Source of the points.
    w : sequence of two floats, shape (2,)
        Direction of the line; class 1 lies on the side it points to.
    b : float
        Offset of the line.

    Returns
    -------
    X : ndarray of shape (m, 2), float64
        The points.
    y : ndarray of shape (m,), int64
        Their classes.

    Raises
    ------
    ValueError
        If `m` is negative, or `gap` leaves no room in the square.

    Examples
    --------
    >>> X, y = make_separable(50, 0.2, np.random.default_rng(0))
    >>> X.shape, set(y.tolist()) == {0, 1}
    ((50, 2), True)
    """
    direction = np.asarray(w, dtype=np.float64)
    norm = float(np.sqrt(direction @ direction))
    corners = np.array([[-1, -1], [-1, 1], [1, -1], [1, 1]], dtype=np.float64)
    if m < 0 or gap >= np.max(np.abs(corners @ direction + b)) / norm:
        raise ValueError(f"m must not be negative and gap must leave room in the square; got m={m}, gap={gap}.")
    kept: list[FloatArray] = [np.empty((0, 2))]
    while sum(map(len, kept)) < m:
        points = rng.uniform(-1.0, 1.0, (2 * m + 16, 2))
        kept.append(points[np.abs(points @ direction + b) > gap * norm])
    X = np.concatenate(kept)[:m]
    return X, (X @ direction + b > 0).astype(np.int64)
