"""A stand-in for CuPy: arrays that refuse NumPy's functions, so that a stray ``np.`` shows without a GPU.

``strict_xp`` is an array module like `numpy` or `cupy`: its functions take and give `StrictArray`. A NumPy
function that is handed one raises, as on a GPU, where it could not reach the array's memory. Results of
reductions are 0-d arrays, as with CuPy. Bound into the sandbox; imports only NumPy.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

IS_ARRAY_MODULE = True
"""What `deeplearn_ref.backend.get_array_module` looks for."""

_BINARY = (
    "add sub mul truediv floordiv mod pow matmul eq ne lt le gt ge and or xor radd rsub rmul rtruediv rfloordiv "
    "rmod rpow rmatmul rand ror rxor"
)
_METHODS = (
    "all any argmax argmin argsort astype clip copy cumsum dot fill flatten max mean min nonzero prod ravel repeat "
    "reshape round squeeze std sum swapaxes take transpose var"
)


class StrictArray:
    """An array that only `strict_xp` can work with.

    Parameters
    ----------
    values : ndarray of any shape
        What it holds; kept, not copied.
    """

    __hash__ = None  # type: ignore[assignment]  # as with any array

    def __init__(self, values: np.ndarray) -> None:
        self._values = values

    shape = property(lambda self: self._values.shape)
    dtype = property(lambda self: self._values.dtype)
    ndim = property(lambda self: self._values.ndim)
    size = property(lambda self: self._values.size)
    nbytes = property(lambda self: self._values.nbytes)
    T = property(lambda self: StrictArray(self._values.T))

    def to_numpy(self) -> np.ndarray:
        """Return a copy on the host; the only way out."""
        return self._values.copy()

    def __array__(self, *args: Any, **kwargs: Any) -> np.ndarray:
        raise _refusal("whatever makes a NumPy array of it")

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
        raise _refusal(f"np.{ufunc.__name__} or a NumPy array")

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        raise _refusal(f"np.{function.__name__}")

    def __getitem__(self, key: Any) -> "StrictArray":
        return StrictArray(np.asarray(self._values[_opened(key)]))

    def __setitem__(self, key: Any, value: Any) -> None:
        self._values[_opened(key)] = _opened(value)

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Any:
        return (StrictArray(np.asarray(row)) for row in self._values)

    def __float__(self) -> float:
        return float(self._values)

    def __int__(self) -> int:
        return int(self._values)

    def __index__(self) -> int:
        return self._values.__index__()

    def __bool__(self) -> bool:
        return bool(self._values)

    def __neg__(self) -> "StrictArray":
        return StrictArray(np.asarray(-self._values))

    def __invert__(self) -> "StrictArray":
        return StrictArray(np.asarray(~self._values))

    def __abs__(self) -> "StrictArray":
        return StrictArray(np.asarray(abs(self._values)))

    def __repr__(self) -> str:
        return f"strict_xp.{self._values!r}"

    def item(self) -> Any:
        """Return the only element as a Python number."""
        return self._values.item()

    def tolist(self) -> Any:
        """Return nested lists of Python numbers."""
        return self._values.tolist()


def _refusal(what: str) -> TypeError:
    return TypeError(
        f"An array of strict_xp does not work with {what}, as an array on a GPU would not: "
        "use xp = get_array_module(X) and xp's functions."
    )


def _opened(value: Any) -> Any:
    """Return `value` with strict arrays as what they hold; a plain array of more than 0 axes is refused."""
    if isinstance(value, StrictArray):
        return value._values
    if isinstance(value, np.ndarray) and value.ndim:
        raise _refusal("a NumPy array")
    if isinstance(value, list | tuple):
        return type(value)(_opened(item) for item in value)
    return value


def _closed(value: Any) -> Any:
    if isinstance(value, np.ndarray | np.generic):
        return StrictArray(np.asarray(value))
    if isinstance(value, tuple):
        return tuple(map(_closed, value))
    return [*map(_closed, value)] if isinstance(value, list) else value


def _forwarded(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        out = kwargs.get("out")
        result = function(*map(_opened, args), **{key: _opened(value) for key, value in kwargs.items()})
        return out if isinstance(out, StrictArray) else _closed(result)

    call.__name__ = function.__name__
    call.__doc__ = f"NumPy's `{function.__name__}` on strict arrays."
    return call


def _method(name: str) -> Callable[..., Any]:
    def call(self: StrictArray, *args: Any, **kwargs: Any) -> Any:
        return _forwarded(getattr(self._values, name))(*args, **kwargs)

    return call


def _operator(name: str) -> Callable[..., Any]:
    def call(self: StrictArray, other: Any) -> Any:
        result = getattr(self._values, name)(_opened(other))
        return NotImplemented if result is NotImplemented else _closed(result)

    return call


def _in_place(name: str) -> Callable[..., Any]:
    def call(self: StrictArray, other: Any) -> Any:
        getattr(self._values, name)(_opened(other))
        return self

    return call


for _name in _BINARY.split():
    setattr(StrictArray, f"__{_name}__", _operator(f"__{_name}__"))
for _name in "add sub mul truediv matmul pow".split():  # noqa: SIM905
    setattr(StrictArray, f"__i{_name}__", _in_place(f"__i{_name}__"))
for _name in _METHODS.split():
    setattr(StrictArray, _name, _method(_name))

ndarray = StrictArray


def asarray(values: Any, dtype: Any = None) -> StrictArray:
    """Return host values, numbers or a strict array as a strict array; a NumPy array is copied."""
    if isinstance(values, StrictArray) and (dtype is None or values.dtype == dtype):
        return values
    return array(values, dtype)


def array(values: Any, dtype: Any = None, copy: bool = True) -> StrictArray:
    """Return a new strict array that holds a copy of `values`: the way from the host to the device.

    Without `copy`, a strict array of that dtype is returned as it is; what comes from the host is copied anyway.
    """
    if not copy:
        return asarray(values, dtype)
    held = values._values if isinstance(values, StrictArray) else values
    return StrictArray(np.array(_opened(held) if isinstance(held, list) else held, dtype=dtype))


def __getattr__(name: str) -> Any:
    """Forward everything else to NumPy: functions work on strict arrays, types and constants are NumPy's own."""
    found = getattr(np, name)
    if isinstance(found, type) or not callable(found):
        return found
    return _forwarded(found)
