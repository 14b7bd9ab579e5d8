"""Stored data sets: small arrays that come with the course, the same for everyone."""

from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray


def names() -> tuple[str, ...]:
    """Return the names of all stored data sets."""
    return tuple(sorted({name.removesuffix(".X") for name in _stored() if name.endswith(".X")}))


def load(name: str) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return a stored data set; the arrays are copies that you may change.

    Parameters
    ----------
    name : str
        One of `names`: the gates ``"and"``, ``"or"``, ``"nand"``, ``"nor"``, ``"xor"``, or ``"separable"``.

    Returns
    -------
    X : ndarray of shape (m, 2), float64
        One sample a row (axis 0).
    y : ndarray of shape (m,), int64
        Labels, 0 or 1.

    Raises
    ------
    ValueError
        If there is no such data set.

    Examples
    --------
    >>> X, y = load("and")
    >>> y.tolist()
    [0, 0, 0, 1]
    """
    if name not in names():
        raise ValueError(f"There is no data set {name!r}. There are: {', '.join(names())}.")
    stored = _stored()
    return stored[f"{name}.X"].copy(), stored[f"{name}.y"].copy()


@cache
def _stored() -> dict[str, NDArray[Any]]:
    with (files("lessonkit") / "datasets.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return {key: stored[key] for key in stored.files}
