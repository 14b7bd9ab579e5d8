"""Values that belong to something else: an argument as it came, another function's result, an earlier call's."""

import inspect
import sys
from collections.abc import Iterator, Sequence
from types import FunctionType
from typing import Any

import numpy as np

from autograder.checking import display
from autograder.checking.cases import Exercise, Tolerance
from autograder.checking.compare import compare
from autograder.messages import say
from autograder.sandbox.steps import Call, Record, Step
from lessonkit.language import Text

TELLING = 3
"""Fewer different numbers than this could be equal by accident."""


def named_quantity(
    actual: Any, at: int, steps: Sequence[Step], expected: Sequence[Record], exercise: Exercise, tolerance: Tolerance
) -> Text | None:
    """Return the sentence for a wrong value that is the right value of another quantity, or None.

    Parameters
    ----------
    actual : object
        The value that was given.
    at : int
        The step that gave it.
    steps : sequence of Step
        The script.
    expected : sequence of Record
        What the reference showed, step by step.
    exercise : Exercise
        What is asked.
    tolerance : Tolerance
        How near is equal.
    """
    call = steps[at]
    if not isinstance(call, Call) or not isinstance(actual, np.ndarray) or actual.dtype.kind != "f":
        return None
    if len(np.unique(actual)) < TELLING:
        return None

    def same(other: Any) -> bool:
        if not isinstance(other, np.ndarray) or other.shape != actual.shape or other.dtype.kind not in "iuf":
            return False
        return compare(actual, other.astype(actual.dtype), tolerance) is None

    for before, record in zip(steps[:at], expected, strict=False):
        if isinstance(before, Call) and record.kind == "value" and same(record.value):
            return say("relation.stale")
    asked = {function.__name__: function for function in exercise.reference}
    given = display.arguments(call, steps, asked[call.function]) if call.function in asked else {}
    for name, value in given.items():
        if same(value):
            return say("relation.argument", name=name)
        if isinstance(value, np.ndarray) and value.dtype.kind == "f" and same(1 - value):
            return say("relation.one_minus_argument", name=name)
    for name, value in _of_neighbours(exercise, call.function, list(given.values())):
        if same(value):
            return say("relation.other_function", name=name)
    return None


def _of_neighbours(exercise: Exercise, asked: str, given: list[Any]) -> Iterator[tuple[str, Any]]:
    """Yield what the other functions of the reference's module give for these arguments, where they take them."""
    names = {function.__name__ for function in exercise.reference} - {asked}
    homes = [sys.modules[function.__module__] for function in exercise.reference if isinstance(function, FunctionType)]
    functions = {name: value for home in homes for name, value in vars(home).items() if isinstance(value, FunctionType)}
    for name, function in sorted(functions.items(), key=lambda item: (item[0] not in names, item[0])):
        if name == asked or name.startswith("_") or function.__module__ not in {home.__name__ for home in homes}:
            continue
        yield name, _tried(function, given)


def _tried(function: FunctionType, given: list[Any]) -> Any:
    """Return what a function gives for copies of these arguments; None where it takes other things."""
    try:
        inspect.signature(function).bind(*given)
        with np.errstate(all="ignore"):
            return function(*(value.copy() if isinstance(value, np.ndarray) else value for value in given))
    except Exception:
        return None
