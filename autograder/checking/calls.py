"""A call as a student reads it: as it could be typed, and where that is too long, shortened around what decides."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checking.display import WIDTH, filled, made, number, value
from autograder.sandbox.steps import Call, MakeGenerator, Ref, Step

LONGEST = 4 * WIDTH
"""Characters of a call that are shown at most, as far as its arguments can be shortened."""
DESCRIBED = (np.inf, 6, 0)
"""How arrays inside a list are shortened, step by step: described by shape and dtype where they hold more numbers."""
SHORTEST = len(DESCRIBED)
"""The last step: entries of a list give way to an ellipsis."""


def call_text(step: Call, steps: Sequence[Step], telling: Sequence[Any] = ()) -> str:
    """Return a call as it could be typed, long arrays described, entries of long lists left out.

    Parameters
    ----------
    step : Call
        The call.
    steps : sequence of Step
        The script, which holds what the arguments refer to.
    telling : sequence of object
        What was expected and what came: an entry that holds one of these is shown, whatever gives way.

    Examples
    --------
    >>> step = Call("momentum_step", (np.array([1.0, 0.5]), {"v": np.array([2, 1])}, Ref("first", (1,))))
    >>> call_text(step, [step])
    "momentum_step(np.array([1, 0.5]), {'v': np.array([2, 1])}, first[1])"
    """
    names = {one.into: f"default_rng({one.seed})" for one in steps if isinstance(one, MakeGenerator)}
    typing = _Typing(made(steps), names, frozenset(_scalars(list(telling))))
    given = [("", one) for one in step.args] + [(f"{name}=", one) for name, one in step.kwargs.items()]
    degrees = [0] * len(given)
    texts = [typing.text(one, 0) for _, one in given]
    while sum(map(len, texts)) > LONGEST and min(degrees) < SHORTEST:
        at = max((i for i, degree in enumerate(degrees) if degree < SHORTEST), key=lambda i: len(texts[i]))
        degrees[at] += 1
        room = LONGEST - sum(map(len, texts)) + len(texts[at])
        texts[at] = typing.text(given[at][1], degrees[at], max(room, WIDTH))
    shown = ", ".join(name + text for (name, _), text in zip(given, texts, strict=True))
    return f"{step.function}({shown})"


@dataclass(frozen=True)
class _Typing:
    """How arguments are written: what the script put on the table, the names of generators, what decides."""

    table: Mapping[str, Any]
    generators: Mapping[str, str]
    telling: frozenset[Any]

    def text(self, argument: Any, degree: int, room: int = LONGEST) -> str:
        """Return an argument, shortened more the higher the degree."""
        given = filled(argument, self.table)
        if isinstance(given, np.ndarray):
            return _array(given)
        text = self._typed(argument, DESCRIBED[min(degree, SHORTEST - 1)])
        if degree < SHORTEST or len(text) <= room or not isinstance(given, list | tuple | dict):
            return text
        return self._around(given, room)

    def _typed(self, argument: Any, most: float) -> str:
        given = filled(argument, self.table)
        if isinstance(given, Ref):
            return self.generators.get(given.name, given.name) + "".join(map(_reached, given.path))
        if isinstance(given, np.ndarray):
            return _array(given) if given.size <= most else _described(given)
        if isinstance(given, np.generic):
            return f"np.{given.dtype.name}({_typeable(value(given))})"
        if isinstance(given, list | tuple | dict):
            return _enclosed(given, self._entries(given, most))
        if type(given) is float:
            short = number(given)
            return _typeable(short if float(short) == given or given != given else repr(given))
        return value(given)

    def _entries(self, given: Any, most: float) -> list[str]:
        if isinstance(given, dict):
            return [f"{key!r}: {self._typed(inner, most)}" for key, inner in given.items()]
        return [self._typed(inner, most) for inner in given]

    def _around(self, given: Any, room: int) -> str:
        """Return a list, tuple or dictionary with as many entries as there is room for, the telling ones first."""
        entries = self._entries(given, DESCRIBED[-1])
        inner = list(given.values()) if isinstance(given, dict) else list(given)
        telling = [any(one in self.telling or one != one for one in _scalars([part])) for part in inner]
        shown: set[int] = set()
        for at in sorted(range(len(entries)), key=lambda i: (not telling[i], i)):
            if len(_enclosed(given, _elided(entries, shown | {at}))) <= room or not shown:
                shown.add(at)
        return _enclosed(given, _elided(entries, shown))


def _scalars(tree: Any) -> Iterator[Any]:
    """Yield the single numbers and texts in a value, those of arrays left out."""
    if isinstance(tree, dict):
        tree = list(tree.values())
    if isinstance(tree, list | tuple):
        for inner in tree:
            yield from _scalars(inner)
    elif isinstance(tree, str | int | float | np.number) and not isinstance(tree, bool):
        yield tree


def _elided(entries: Sequence[str], shown: set[int]) -> list[str]:
    """Return the shown entries, with one ellipsis for each row of others."""
    kept: list[str] = []
    for at, entry in enumerate(entries):
        if at in shown:
            kept.append(entry)
        elif not kept or kept[-1] != "…":
            kept.append("…")
    return kept


def _enclosed(given: Any, entries: Sequence[str]) -> str:
    inside = ", ".join(entries)
    if isinstance(given, dict):
        return f"{{{inside}}}"
    if isinstance(given, tuple):
        return f"({inside}{',' if len(given) == 1 else ''})"
    return f"[{inside}]"


def _reached(key: str | int) -> str:
    return f".{key}" if isinstance(key, str) and key.isidentifier() else f"[{key!r}]"


def _described(given: np.ndarray[Any, Any]) -> str:
    return f"<ndarray {given.shape} {given.dtype}>"


def _array(given: np.ndarray[Any, Any]) -> str:
    """Return an array as it could be typed: a list in its place would be another argument."""
    if given.size == 0:
        return f"np.zeros({given.shape})"
    shown = _typeable(value(given))
    return shown if shown.startswith("<ndarray") else f"np.array({shown}{_dtype_to_type(given)})"


def _typeable(shown: str) -> str:
    """Return numbers as they can be typed: what NumPy prints as nan and inf are names of NumPy."""
    return re.sub(r"\b(nan|inf)\b", r"np.\1", re.sub(r"-0(?![.\d])", "-0.0", shown))


def _dtype_to_type(array: np.ndarray[Any, Any]) -> str:
    """Return what must be typed for an array of this dtype, where its numbers alone would make another one."""
    if array.dtype in (np.int64, np.bool_):
        return ""
    if array.dtype != np.float64:
        return f", dtype=np.{array.dtype.name}"
    whole = np.isfinite(array).all() and (array == np.round(array)).all()
    return ", dtype=float" if whole else ""
