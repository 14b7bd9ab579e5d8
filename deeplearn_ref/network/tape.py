"""A recorder of array operations: what was computed once can be repeated without Python deciding anything anew.

With all memory in place (`deeplearn_ref.network.layers`), every batch of one size asks for the very same operations
on the very same arrays; only the numbers in them differ. So the formulas are run once on a tape instead of on NumPy,
which does each operation and notes it down, and from then on the notes are played. For a small network most of the
time of a step is Python finding out what to do next; playing a tape saves that part.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

SMALL = 2**13
"""Entries up to which an array is so small that finding out what to do takes longer than doing it."""


class Tape:
    """Stands in for an array module, or for any object whose methods write into arrays that stay.

    Parameters
    ----------
    played_by : object
        What does the operations: NumPy, or a generator.
    calls : list, optional
        Where to note them; several tapes may share one list, to keep the order among them.

    Examples
    --------
    >>> x, y = np.array([1.0, 2.0]), np.empty(2)
    >>> tape = Tape(np)
    >>> _ = tape.multiply(x, 10, out=y)
    >>> x[:] = [3.0, 4.0]
    >>> play(tape.calls)
    >>> y.tolist()
    [30.0, 40.0]
    """

    def __init__(self, played_by: Any, calls: list[Callable[[], Any]] | None = None) -> None:
        self.played_by = played_by
        self.calls: list[Callable[[], Any]] = [] if calls is None else calls

    def __getattr__(self, name: str) -> Callable[..., Any]:
        function = getattr(self.played_by, name)

        def noted(*args: Any, **kwargs: Any) -> Any:
            self.calls.extend(cheapest(function, args, kwargs))
            return function(*args, **kwargs)

        return noted


def cheapest(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[Callable[[], Any]]:
    """Return a call in the form in which NumPy finds out soonest what is meant; the result is the same.

    A ufunc and ``dot`` take `out` sooner by position. A Python number is converted at every call, an array of no axes
    is not. An operand of fewer axes (a bias) sets up a costly iterator: for small arrays it is quicker to spread it
    into an array of full shape first, which is an assignment, and then to combine equal shapes. The larger of an array
    and one number is taken entry by entry, that of two equal shapes many at once: the number is spread, once for all.

    Parameters
    ----------
    function : callable
        What is called.
    args : tuple
        Positional arguments: arrays of any shape, numbers.
    kwargs : dict
        Named arguments.

    Returns
    -------
    list of callable
        One or more calls without arguments, which together do what the given one does.
    """
    out = kwargs.get("out")
    if function is np.max and kwargs.get("axis") == 1 and isinstance(out, np.ndarray) and out.shape[1:] == (1,):
        columns = np.empty(args[0].shape[::-1], args[0].dtype)  # row by row a maximum is slow; turned over it is not
        return [partial(np.copyto, columns, args[0].T), partial(np.maximum.reduce, columns, 0, None, out[:, 0])]
    if function is np.dot and set(kwargs) == {"out"}:
        return [partial(np.dot, *args, out)]
    if not isinstance(function, np.ufunc) or not isinstance(out, np.ndarray) or len(kwargs) > 1:
        return [partial(function, *args, **kwargs)]
    calls: list[Callable[[], Any]] = []
    operands = list(args)
    compares = function in {np.maximum, np.minimum}
    for place, operand in enumerate(operands):
        if isinstance(operand, int | float) and out.dtype.kind == "f":
            operands[place] = np.full(out.shape if compares else (), operand, out.dtype)
        elif isinstance(operand, np.ndarray) and operand.ndim > 0 and operand.shape != out.shape and out.size <= SMALL:
            operands[place] = np.empty(out.shape, operand.dtype)
            calls.append(partial(np.copyto, operands[place], operand))
    if compares:  # these want `out` by name
        return [*calls, partial(function, *operands, out=out)]
    return [*calls, partial(function, *operands, out)]


def play(calls: list[Callable[[], Any]]) -> None:
    """Repeat noted operations in their order.

    Parameters
    ----------
    calls : list
        What a `Tape` noted.
    """
    for call in calls:
        call()
