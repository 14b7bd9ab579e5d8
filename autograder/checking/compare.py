"""Is a value the expected one? Type, shape, dtype, finiteness, tolerance, in this order.

All arithmetic is in float64. Nothing passes because there was nothing to compare: the shape of an empty array
is compared too, and what is neither number, array, text nor container raises instead of passing.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from autograder.checking.cases import Tolerance
from autograder.checking.verdicts import Verdict

FLOAT32 = Tolerance(rtol=1e-4, atol=1e-6)
"""How near a number computed in float32 must be."""

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Difference:
    """The first place where a value is not the expected one.

    Parameters
    ----------
    verdict : Verdict
        In what way it differs.
    actual, expected : object
        The values at that place; ndarrays of any shape, numbers, containers.
    path : tuple of str or int
        Where the place is in a nested value: ``("errors", 2)``.
    """

    verdict: Verdict
    actual: Any
    expected: Any
    path: Path = ()


def compare(
    actual: Any, expected: Any, tolerance: Tolerance | None = None, *, float64: bool = False
) -> Difference | None:
    """Return the first difference between a value and the expected one, or None.

    Parameters
    ----------
    actual, expected : object
        Trees of None, bool, int, float, str, list, tuple, dict and ndarrays of any shape. `expected` says by
        its types what is asked.
    tolerance : Tolerance, optional
        For float64; a float32 result, asked or given, is compared with `FLOAT32`.
    float64 : bool
        Whether the contract names float64, so that float32 arrays are not accepted.

    Returns
    -------
    Difference or None
        None if the value is right.

    Raises
    ------
    TypeError
        If `expected` holds something that cannot be compared.

    Examples
    --------
    >>> compare(np.array([0.0, 1.0]), np.array([0.0, 1.0]))
    >>> compare([0, 1], np.array([0, 1])).verdict.value
    'WRONG_TYPE'
    """
    return _Comparison(tolerance or Tolerance(), float64).at(actual, expected, ())


@dataclass(frozen=True)
class _Comparison:
    tolerance: Tolerance
    float64: bool

    def at(self, actual: Any, expected: Any, path: Path) -> Difference | None:
        if isinstance(expected, np.ndarray | np.generic):
            return self._array(actual, expected, path)
        if isinstance(expected, dict):
            return self._dict(actual, expected, path)
        if isinstance(expected, list | tuple):
            return self._sequence(actual, expected, path)
        return self._scalar(actual, expected, path)

    def _dict(self, actual: Any, expected: dict[Any, Any], path: Path) -> Difference | None:
        if not isinstance(actual, dict) or not expected.keys() <= actual.keys():
            return Difference(Verdict.WRONG_TYPE, actual, expected, path)
        return self._first([(actual[key], value, (*path, key)) for key, value in expected.items()])

    def _sequence(self, actual: Any, expected: Any, path: Path) -> Difference | None:
        accepted = list if isinstance(expected, list) else (list, tuple)
        if not isinstance(actual, accepted):
            return Difference(Verdict.WRONG_TYPE, actual, expected, path)
        if len(actual) != len(expected):
            kind = Verdict.WRONG_VALUE if isinstance(expected, list) else Verdict.WRONG_TYPE
            return Difference(kind, actual, expected, path)
        parts = [(a, e, (*path, i)) for i, (a, e) in enumerate(zip(actual, expected, strict=True))]
        return self._first(parts)

    def _first(self, parts: list[tuple[Any, Any, Path]]) -> Difference | None:
        for actual, expected, path in parts:
            found = self.at(actual, expected, path)
            if found is not None:
                return found
        return None

    def _scalar(self, actual: Any, expected: Any, path: Path) -> Difference | None:
        if not _is_kind_of(actual, expected):
            return Difference(Verdict.WRONG_TYPE, actual, expected, path)
        if isinstance(expected, bool | int | str) or expected is None:
            return None if actual == expected else Difference(Verdict.WRONG_VALUE, actual, expected, path)
        tolerance = FLOAT32 if isinstance(actual, np.float32 | np.float16) else self.tolerance
        found = _numbers(_float64(actual), _float64(expected), tolerance)
        return None if found is None else Difference(found, actual, expected, path)

    def _array(self, actual: Any, expected: Any, path: Path) -> Difference | None:
        asked = np.asarray(expected)
        is_array = isinstance(actual, np.ndarray) or (asked.ndim == 0 and isinstance(actual, np.generic))
        if not is_array:
            return Difference(Verdict.WRONG_TYPE, actual, expected, path)
        given = np.asarray(actual)
        if given.shape != asked.shape:
            return Difference(Verdict.WRONG_SHAPE, given, asked, path)
        if not self._dtype_fits(given.dtype, asked.dtype):
            return Difference(Verdict.WRONG_DTYPE, given, asked, path)
        if asked.dtype.kind == "f":
            single = given.dtype.itemsize < 8 or asked.dtype.itemsize < 8
            found = _numbers(_float64(given), _float64(asked), FLOAT32 if single else self.tolerance)
        else:
            found = None if np.array_equal(given, asked) else Verdict.WRONG_VALUE
        return None if found is None else Difference(found, given, asked, path)

    def _dtype_fits(self, given: np.dtype[Any], asked: np.dtype[Any]) -> bool:
        if asked.kind == "f":
            exact = self.float64 or asked.itemsize < 8
            return given == asked if exact else given in (np.dtype(np.float64), np.dtype(np.float32))
        if asked.kind in "iu":
            return given.kind in "iu"
        return given.kind == asked.kind


def _is_kind_of(actual: Any, expected: Any) -> bool:
    """Whether a scalar is of the kind asked: integers pass as floats, Booleans never as numbers."""
    if expected is None:
        return actual is None
    if isinstance(expected, str):
        return isinstance(actual, str)
    if isinstance(expected, bool):
        return isinstance(actual, bool | np.bool_)
    if isinstance(actual, bool | np.bool_):
        return False
    if isinstance(expected, int):
        return isinstance(actual, int | np.integer)
    if isinstance(expected, float):
        return isinstance(actual, int | float | np.integer | np.floating)
    raise TypeError(f"a {type(expected).__name__} cannot be compared")


def _float64(values: Any) -> npt.NDArray[np.float64]:
    """Return numbers as an ndarray of shape (...), float64."""
    return np.asarray(values, dtype=np.float64)


def _numbers(
    actual: npt.NDArray[np.float64], expected: npt.NDArray[np.float64], tolerance: Tolerance
) -> Verdict | None:
    """Compare float64 numbers of one shape, inf and nan at the same places."""
    if not np.isfinite(actual[np.isfinite(expected)]).all():
        return Verdict.NOT_FINITE
    near = within(actual, expected, tolerance)
    return None if near.all() else Verdict.WRONG_VALUE


def within(actual: Any, expected: Any, tolerance: Tolerance) -> npt.NDArray[np.bool_]:
    """Say entry by entry whether numbers are near: ``|a - e| <= atol + rtol * |e|``.

    Infinity and nan equal themselves.

    Parameters
    ----------
    actual, expected : ndarray of shape (...), float64
        Numbers of one shape.
    tolerance : Tolerance
        How near.

    Returns
    -------
    ndarray of shape (...), bool
        True where near.
    """
    actual, expected = _float64(actual), _float64(expected)
    with np.errstate(all="ignore"):
        near = np.abs(actual - expected) <= tolerance.atol + tolerance.rtol * np.abs(expected)
        odd = ~np.isfinite(expected) | ~np.isfinite(actual)
        same = (actual == expected) | (np.isnan(actual) & np.isnan(expected))
    return np.asarray(np.where(odd, same, near), dtype=np.bool_)
