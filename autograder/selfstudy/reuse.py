"""`use`: functions of earlier lessons, the learner's own where they passed, else the course's; `own`: only theirs."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder import exercises
from autograder.checking.cases import Exercise
from autograder.messages import say
from autograder.selfstudy.store import Store
from deeplearn_ref.backend import get_array_module, to_numpy
from lessonkit import demo, language

GIVEN: dict[str, Callable[..., Any]] = {"get_array_module": get_array_module, "to_numpy": to_numpy}
"""What the course hands to everyone and asks of nobody."""


def use(*names: str) -> Any:
    """Return functions of earlier lessons by name, and say whose version each is.

    Parameters
    ----------
    names : str
        Names of functions, ``"step"``.

    Returns
    -------
    callable or tuple of callable
        One function for one name, else a tuple in the order of `names`.

    Raises
    ------
    KeyError
        If no exercise asks a function of that name.
    """
    found = {name: _one(name) for name in names}
    for whose in dict.fromkeys(whose for _, whose in found.values()):
        told = [name for name, (_, known) in found.items() if known == whose]
        if whose:
            demo.say("{}", "{}", say(f"use.{whose}", names=language.listed(told)))
    functions = tuple(found[name][0] for name in names)
    return functions[0] if len(functions) == 1 else functions


def own(*names: str) -> dict[str, Callable[..., Any]]:
    """Return the learner's own versions of functions, of those that passed their check.

    Parameters
    ----------
    names : str
        Names of functions; those that no exercise asks for, or that have not passed, are left out.

    Returns
    -------
    dict
        Functions by name.
    """
    found: dict[str, Callable[..., Any]] = {}
    for exercise in _all_exercises():
        for name in set(names) & set(exercise.names):
            function, key = _version(exercise, name)
            if key == "own":
                found[name] = function
    return found


def _one(name: str) -> tuple[Callable[..., Any], str]:
    """Return a function, and the message that says whose it is; none of what the course hands to everyone."""
    if name in GIVEN:
        return GIVEN[name], ""
    for exercise in _all_exercises():
        if name in exercise.names:
            return _version(exercise, name)
    for slug in exercises.slugs():
        for function in exercises.lesson(slug).uses:
            if function.__name__ == name:
                return function, "reference"
    raise KeyError(language.pick(say("use.unknown", name=name))) from None


def _all_exercises() -> list[Exercise]:
    return [exercise for slug in exercises.slugs() for exercise in exercises.lesson(slug).exercises]


def _version(exercise: Exercise, name: str) -> tuple[Callable[..., Any], str]:
    source = str(Store().entry(exercise.id)["passed"])
    reference: Callable[..., Any] = exercise.answers[name]
    if not source:
        return reference, "reference"
    fresh: dict[str, Any] = {"np": np, "__name__": "answer"}
    fresh |= exercises.lent(exercise)
    try:
        exec(compile(source, f"<your {name}>", "exec"), fresh)  # noqa: S102 - the learner's own code, in their kernel
        return fresh[name], "own"
    except Exception:
        return reference, "reference_failed"
