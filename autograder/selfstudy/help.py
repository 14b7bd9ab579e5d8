"""`hint` in levels, and `solution` after real attempts."""

import os
from importlib.resources import files

from autograder import exercises
from autograder.checking.cases import Exercise
from autograder.messages import say
from autograder.selfstudy.show import Shown
from autograder.selfstudy.store import Store
from autograder.selfstudy.unknown import unknown

ATTEMPTS = 3
"""Different answers to check before the course's answer opens; a full score opens it at once."""


def hint(name: str | None = None, level: int | None = None) -> Shown:
    """Show the next hint of an exercise, or the one of a level.

    Parameters
    ----------
    name : str
        The exercise.
    level : int, optional
        From 1; without it the one after the last that was shown.
    """
    exercise = _exercise(name, "hint")
    if isinstance(exercise, Shown):
        return exercise
    total = len(exercise.hints)
    if not total:
        return Shown(say("hint.none", exercise=exercise.id))
    store = Store()
    if level is None:
        level = min(int(store.entry(exercise.id)["hints"]) + 1, total)
    if type(level) is not int or not 1 <= level <= total:
        return Shown(say("hint.level", exercise=exercise.id, total=total))
    shown = level
    store.update(exercise.id, lambda entry: entry.update(hints=max(int(entry["hints"]), shown)))
    needed = attempts_needed()
    if level < total:
        after = [say("hint.more", exercise=exercise.id)]
    elif needed is None:
        after = []
    else:
        after = [say("hint.last", exercise=exercise.id, attempts=needed)]
    title = say("hint.title", exercise=exercise.id, level=level, total=total)
    return Shown(title, (exercise.hints[level - 1], *after, *store.notices))


def solution(name: str | None = None) -> Shown:
    """Show the course's answer, once the learner has really tried.

    Parameters
    ----------
    name : str
        The exercise. The number of attempts is 3, or ``DEEPLEARN_SOLUTION_AFTER`` in the environment
        (``never`` switches answers off).
    """
    exercise = _exercise(name, "solution")
    if isinstance(exercise, Shown):
        return exercise
    needed = attempts_needed()
    if needed is None:
        return Shown(say("solution.off"))
    entry = Store().entry(exercise.id)
    if entry["attempts"] < needed and entry["best"] < exercise.points:
        told = {"exercise": exercise.id, "needed": needed, "attempts": entry["attempts"]}
        return Shown(say("solution.not_yet", **told))
    code = (files("autograder.exercises") / "answers" / f"{exercise.cell_id}.txt").read_text("utf-8")
    return Shown(say("solution.title", exercise=exercise.id), (say("solution.compare"),), code=code)


def attempts_needed() -> int | None:
    """Return how many attempts open an answer; None where the course shows none."""
    named = os.environ.get("DEEPLEARN_SOLUTION_AFTER", "").strip().lower()
    if named == "never":
        return None
    return int(named) if named.isdigit() else ATTEMPTS


def _exercise(name: str | None, verb: str) -> Exercise | Shown:
    try:
        _, asked = exercises.find(str(name))
    except KeyError:
        return unknown(name, verb=verb, exercises_only=True)
    return asked if isinstance(asked, Exercise) else Shown(say("solution.prediction"))
