"""Values, types and places as a student reads them in a sentence."""

import contextlib
import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.checking.compare import Path
from autograder.messages import say
from autograder.sandbox.steps import STRICT, Call, Make, Ref, Step
from lessonkit.language import Text

WIDTH = 120


def number(value: Any) -> str:
    """Return a number with at most six significant digits, without an idle ``.0``."""
    return f"{float(value):.6g}" if not isinstance(value, bool | np.bool_) else str(bool(value))


def value(shown: Any) -> str:
    """Return any value of a record in one short line; a long array is described by shape and dtype.

    Examples
    --------
    >>> value(np.array([[0.5, 2.0]]))
    '[[0.5, 2]]'
    """
    text = _nested(shown)
    if len(text) <= WIDTH:
        return text
    if isinstance(shown, np.ndarray):
        return f"<ndarray {shown.shape} {shown.dtype}>"
    return text[: WIDTH - 1] + "…"


def apart(expected: Any, actual: Any) -> tuple[str, str]:
    """Return two values that differ as two texts that differ: single numbers with as many digits as that takes.

    Examples
    --------
    >>> apart(12.0, 12.0000004)
    ('12', '12.0000004')
    """
    texts = value(expected), value(actual)
    if texts[0] == texts[1] and np.ndim(expected) == np.ndim(actual) == 0:
        with contextlib.suppress(TypeError, ValueError):
            return f"{float(expected):.12g}", f"{float(actual):.12g}"
    return texts


def _nested(shown: Any) -> str:
    if isinstance(shown, np.ndarray):
        if max(shown.size, *shown.shape, 0) > WIDTH:  # rows of nothing are entries of a list, too
            return f"<ndarray {shown.shape} {shown.dtype}>"
        return _nested(shown.tolist())
    if isinstance(shown, str):
        return repr(shown)
    if shown is None or isinstance(shown, bool | np.bool_):
        return str(shown)
    if isinstance(shown, int | float | np.number):
        return number(shown)
    if isinstance(shown, dict):
        return "{" + ", ".join(f"{k!r}: {_nested(v)}" for k, v in shown.items()) + "}"
    if isinstance(shown, list):
        return "[" + ", ".join(map(_nested, shown)) + "]"
    if isinstance(shown, tuple):
        return "(" + ", ".join(map(_nested, shown)) + ("," if len(shown) == 1 else "") + ")"
    return type(shown).__name__


def made(steps: Sequence[Step]) -> dict[str, Any]:
    """Return what the script puts on the table before anything runs, by name."""
    return {step.into: step.value for step in steps if isinstance(step, Make)}


def filled(argument: Any, table: Mapping[str, Any]) -> Any:
    """Return an argument of a call with its `Ref` replaced by what was put on the table."""
    if isinstance(argument, Ref):
        return table.get(argument.name, argument) if not argument.path else argument
    return argument


def arguments(step: Call, steps: Sequence[Step], function: Callable[..., Any]) -> dict[str, Any]:
    """Return the arguments of a call by the names the asked function gives them, defaults included."""
    try:
        bound = inspect.signature(function).bind(*step.args, **step.kwargs)
    except TypeError:
        return {}
    bound.apply_defaults()
    table = made(steps)
    return {name: filled(given, table) for name, given in bound.arguments.items()}


def type_of(shown: Any, type_name: str = "") -> Text:
    """Return the type of a value in words."""
    if shown is None and type_name in ("", "NoneType"):
        return say("type.none")
    if isinstance(shown, np.ndarray):
        return say("type.ndarray")
    if isinstance(shown, dict) and STRICT in shown:
        return say("type.strict")
    for kind, key in _KINDS:
        if isinstance(shown, kind):
            return say(f"type.{key}")
    return say("type.other", name=type_name or type(shown).__name__)


_KINDS: tuple[tuple[Any, str], ...] = (
    ((bool, np.bool_), "bool"),
    ((int, np.integer), "int"),
    ((float, np.floating), "float"),
    (str, "str"),
    (list, "list"),
    (tuple, "tuple"),
    (dict, "dict"),
)


def asked_type(expected: Any) -> Text:
    """Return the type that is asked in words, from the expected value."""
    if isinstance(expected, np.generic) or (isinstance(expected, np.ndarray) and expected.ndim == 0):
        return say("type.zero_d")
    return type_of(expected)


def placed(path: Path, container: Any, sentence: Text) -> Text:
    """Return the sentence preceded by where in a nested result it holds."""
    if not path:
        return sentence
    head, *rest = path
    inner = placed(tuple(rest), container[head], sentence)
    if head == STRICT:
        return inner
    if isinstance(container, dict):
        return say("part.key", name=head, sentence=inner)
    key = "part.entry" if isinstance(container, list) else "part.item"
    return say(key, number=int(head) + 1, sentence=inner)
