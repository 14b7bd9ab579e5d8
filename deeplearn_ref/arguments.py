"""What is said where an argument is not of the kind its annotation promises: a list for an array, text for a number.

The functions of the reference check shapes and values, each in its own words. Of kinds they trust their callers, so
that no formula is buried under checks; Python or NumPy then stops somewhere inside (*'list' object has no attribute
'ndim'*). `in_sentences` stands at the end of a module: after such a stop, and only then, it compares the arguments
with the annotations, and says which one is of another kind and what to do. Where all are of the right kind and yet
something inside stopped, the sentence names them all. A call that works costs one call more.
"""

import functools
import inspect
import os
import re
import sys
import traceback
import typing
from collections.abc import Callable, Mapping, Sequence
from numbers import Integral, Real
from pathlib import Path
from types import FunctionType, NoneType
from typing import Any

import numpy as np

from deeplearn_ref.errors import NonDifferentiableError, ShapeError

STOPS = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError, ZeroDivisionError)
"""What Python and NumPy raise when they are given what they can't work with."""
INSIDE = (f"{Path(__file__).parent}{os.sep}", f"{Path(np.__file__).parent}{os.sep}")
"""Folders of what callers did not write."""
SHORT = 40
"""So many characters of a value are shown."""
SIGNS: tuple[tuple[str, Callable[[Any], bool], str], ...] = (
    (r"unsized|over a 0-d", lambda value: np.ndim(value) == 0, "an array with at least one axis"),
    (r"zero-size", lambda value: np.size(value) == 0, "an array with at least one entry"),
    (r"truth value|only 0-dimensional", lambda value: np.ndim(value) > 1, "an array with fewer axes"),
    (r"NaN to integer|infinity to integer", lambda value: not np.isfinite(value).all(), "finite"),
)
"""What a message of NumPy holds, which of the arguments are to blame, and what they should be."""


def in_sentences(module: str, methods: Sequence[str] = ()) -> None:
    """Let the public functions and classes of a module say which argument is of a kind that it can't be.

    Parameters
    ----------
    module : str
        Its name; the module is still being imported.
    methods : sequence of str
        Only these methods of its classes; all public ones where none is named.
    """
    names = vars(sys.modules[module])
    for name, found in list(names.items()):
        if name.startswith("_") or getattr(found, "__module__", None) != module:
            continue
        if inspect.isfunction(found):
            names[name] = _explained(found)
        elif inspect.isclass(found):
            for inner, method in list(vars(found).items()):
                asked = inner in methods if methods else inner == "__init__" or not inner.startswith("_")
                if inspect.isfunction(method) and asked:
                    setattr(found, inner, _explained(method))


def misfit(function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any], stop: str = "") -> str:
    """Return a sentence about the first argument of a call that is of another kind than it is annotated.

    Parameters
    ----------
    function : callable
        What was called.
    args : sequence
        Its positional arguments.
    kwargs : mapping of str to object
        Its keyword arguments.
    stop : str
        Message of the error with which the call stopped.

    Returns
    -------
    str
        Empty where all are of the right kind, or the call itself was wrong.

    Examples
    --------
    >>> from deeplearn_ref.layers import dense_forward
    >>> misfit(dense_forward, ([[1.0, 2.0]], np.ones((2, 1)), np.zeros(1)), {})
    'X must be an array of real numbers; got [[1.0, 2.0]]. np.array(...) makes an array of a list.'
    """
    try:
        given, kinds = inspect.signature(function).bind(*args, **kwargs).arguments, typing.get_type_hints(function)
    except (TypeError, NameError):
        return ""
    for name in sorted(given, key=lambda name: typing.get_origin(kinds.get(name)) is np.ndarray):
        # Arrays come last, since many functions also take a list or a number for one.
        value = given[name]
        wanted = _wanted(kinds.get(name, Any), value)
        if wanted:
            return f"{name} must be {wanted}; got {_shown(value)}.{_advice(kinds[name], value)}"
    for sign, is_to_blame, wanted in SIGNS:
        for name, value in given.items() if re.search(sign, stop) else ():
            if isinstance(value, np.ndarray | Real) and is_to_blame(value):
                shape = f" of shape {value.shape}" if isinstance(value, np.ndarray) else f" {value}"
                return f"{name} must be {wanted}; got one{shape}."
    lists = {name: len(value) for name, value in given.items() if isinstance(value, list)}
    if stop.startswith("zip()") and len(set(lists.values())) > 1:
        return f"{' and '.join(lists)} must be equally long; got {' and '.join(map(str, lists.values()))} entries."
    return ""


def unworkable(function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any], stop: Exception) -> str:
    """Return a sentence with all arguments of a call that stopped inside, none of which is of another kind.

    Parameters
    ----------
    function : callable
        What was called.
    args : sequence
        Its positional arguments.
    kwargs : mapping of str to object
        Its keyword arguments.
    stop : Exception
        What was raised.

    Returns
    -------
    str
        Empty where the error is a sentence already, or comes from a function of the caller's, or the call was wrong.

    Examples
    --------
    >>> unworkable(divmod, (1, 0), {}, ZeroDivisionError("division by zero"))
    'divmod cannot work with x = 1, y = 0: division by zero. help(divmod) says what each must be.'
    """
    files, message = [frame.filename for frame in traceback.extract_tb(stop.__traceback__)], str(stop)
    file = files[-1] if files else ".pyx"  # as NumPy's compiled files, which name no folder
    if not file.startswith(INSIDE) and not file.endswith(".pyx"):
        return ""
    if message.endswith((".", "?", "]")):  # a sentence already
        return ""
    try:
        given = inspect.signature(function).bind(*args, **kwargs).arguments
    except TypeError:
        return ""
    told = ", ".join(f"{name} = {_brief(value)}" for name, value in given.items() if name != "self")
    if isinstance(stop, KeyError):
        message = f"there is no {message}"
    name = function.__name__ if "self" not in given else f"{type(given['self']).__name__}.{function.__name__}"
    return f"{name} cannot work with {told}: {message}. help({name}) says what each must be."


def _explained(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that calls this one, and explains errors that come from arguments of another kind."""
    # No globals: they are another module's.
    explain, explain_all, stops, said = misfit, unworkable, STOPS, (ShapeError, NonDifferentiableError)

    def call(*args, **kwargs):  # type: ignore[no-untyped-def]
        try:
            return function(*args, **kwargs)
        except said:
            raise
        except stops as stop:
            if isinstance(stop, ValueError) and str(stop).endswith((".", "?")):  # a sentence of the reference
                raise
            of_another_kind = explain(function, args, kwargs)
            if of_another_kind:
                raise TypeError(of_another_kind) from None
            sentence = explain(function, args, kwargs, str(stop))
            if sentence:
                raise ValueError(sentence) from None
            sentence = explain_all(function, args, kwargs, stop)
            if not sentence:
                raise
            raise next(kind for kind in type(stop).__mro__ if kind in stops)(sentence) from stop

    # As if it were written in the function's own module: doctest looks only at functions of the module itself.
    own: Any = FunctionType(call.__code__, function.__globals__, function.__name__, None, call.__closure__)
    return functools.wraps(function)(own)


def _wanted(kind: Any, value: Any) -> str:
    """Return what a value should be that does not have this kind, else nothing."""
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is np.ndarray:
        fits = hasattr(value, "ndim") and getattr(value.dtype, "kind", "f") in "biuf"
        return "" if fits else "an array of real numbers"
    if kind in (int, float):
        whole = kind is int
        number: Any = value[()] if isinstance(value, np.ndarray) else value
        return "" if isinstance(number, Integral if whole else Real) else f"a {'whole ' * whole}number"
    if kind is np.random.Generator:
        return "" if isinstance(value, np.random.Generator) else "a generator of random numbers"
    if origin is Callable:
        return "" if callable(value) else "a function"
    if typing.is_typeddict(kind):
        return "" if isinstance(value, dict) else "a dictionary"
    if origin is dict:
        return _wanted_of_all(parts[1], value.values(), "dictionary") if isinstance(value, dict) else "a dictionary"
    if kind is str:
        return "" if isinstance(value, str) else "a name"
    if origin in (list, tuple, Sequence):
        is_list = isinstance(value, Sequence) and not isinstance(value, str)
        is_list = is_list or (origin is Sequence and np.ndim(value) > 0)
        return _wanted_of_all(parts[0], value, "list") if is_list else f"a list{_of(parts[0])}"
    if NoneType in parts:
        others = [part for part in parts if part is not NoneType]
        return "" if value is None or len(others) > 1 else _wanted(others[0], value)
    return ""


def _wanted_of_all(kind: Any, values: Any, what: str) -> str:
    return f"a {what}{_of(kind)}" if any(_wanted(kind, value) for value in values) else ""


def _of(kind: Any) -> str:
    named = {int: "whole numbers", float: "numbers", str: "names", np.ndarray: "arrays", dict: "dictionaries of arrays"}
    word = named.get(typing.get_origin(kind) or kind)
    return f" of {word}" if word else ""


def _shown(value: Any) -> str:
    is_plain = isinstance(value, list | tuple | dict | np.ndarray) and len(repr(value)) <= SHORT
    if value is None or isinstance(value, str | Real) or is_plain:
        return repr(value)
    kind = f"{getattr(value, 'dtype', '')}"
    name = type(value).__name__
    return f"an array of dtype {kind}" if kind else f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _brief(value: Any) -> str:
    """Return a value in few words: an array by its shape and dtype."""
    if isinstance(value, np.ndarray) and len(repr(value)) > SHORT:
        return f"an array of shape {value.shape} and dtype {value.dtype}"
    if isinstance(value, list | tuple | dict) and len(repr(value)) > SHORT:
        return f"a {type(value).__name__} of {len(value)}"
    return "a function" if callable(value) else _shown(value)


def _advice(kind: Any, value: Any) -> str:
    """Return what to do, as a further sentence."""
    if np.random.Generator in (kind, *typing.get_args(kind)):
        return " np.random.default_rng(0) makes one."
    wants_array = any(typing.get_origin(part) is np.ndarray for part in (kind, *typing.get_args(kind)))
    return " np.array(...) makes an array of a list." if wants_array and isinstance(value, list | tuple) else ""
