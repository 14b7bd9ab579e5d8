"""Stand-in functions that a script can hand to an answer: known on both sides, their calls counted.

One file a subject. A stand-in is named by its file and its name there, ``"functions.polynomial"``; it is set up with
numbers and arrays, so that a script stays plain data. Bound into the sandbox: only NumPy and this room may be
imported here.
"""

import inspect
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


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


def make(name: str, course: Mapping[str, Any], /, **arguments: Any) -> Double:
    """Return the stand-in `name`, set up with `arguments`.

    Parameters
    ----------
    name : str
        ``"FILE.NAME"``; ``NAME(**arguments)`` in that file returns the function.
    course : mapping of str to callable
        Where a stand-in that asks for ``course`` finds the course's functions: a network's loss needs
        ``mlp_forward``.
    arguments : object
        Numbers, strings, arrays of any shape, and trees of them.
    """
    file, _, function = name.partition(".")
    factory = getattr(import_module(f"{__name__}.{file}"), function)
    if "course" in inspect.signature(factory).parameters:
        arguments["course"] = course
    return Double(factory(**arguments))
