"""What is said where a name is no exercise: which one may be meant, and which there are."""

import difflib

from autograder import exercises
from autograder.checking.cases import Written
from autograder.messages import listed, say
from autograder.selfstudy import notebook
from autograder.selfstudy.show import Shown


def unknown(name: object, *, verb: str = "check", exercises_only: bool = False) -> Shown:
    """Return the sentences for a name that no lesson asks.

    Parameters
    ----------
    name : object
        What was given; None where nothing was.
    verb : str
        What was called, for the example: ``"check"``, ``"hint"``, ``"solution"``.
    exercises_only : bool
        Whether predictions are left out of the list.
    """
    here = notebook.current_lesson(exercises.slugs())
    known = {
        slug: [
            *(exercise.id for exercise in exercises.lesson(slug).exercises),
            *(() if exercises_only else (asked.id for asked in exercises.lesson(slug).predictions)),
        ]
        for slug in exercises.slugs()
    }
    asked = known[here] if here is not None else [one for ids in known.values() for one in ids]
    names = listed(f"`{one}`" for one in asked)
    after = say("check.names_here" if here is not None else "check.names", names=names)
    if name is None:
        return Shown(say("check.no_name", verb=verb), (after,))
    if callable(name):
        return Shown(say("check.in_quotes", verb=verb, name=getattr(name, "__name__", "…")))
    if any(name in (written.id, written.alias) for written in _written()):
        return Shown(say("check.is_written", name=name))
    everything = [one for ids in known.values() for one in ids]
    near = difflib.get_close_matches(str(name), everything, n=1)
    meant = (say("check.meant", name=near[0]),) if near else ()
    return Shown(say("check.unknown", name=name), (*meant, after))


def _written() -> list[Written]:
    return [written for slug in exercises.slugs() for written in exercises.lesson(slug).written]


def unknown_lesson(name: str) -> Shown:
    """Return the sentences for a lesson that does not exist."""
    return Shown(say("check.unknown_lesson", name=name, names=listed(f"`{slug}`" for slug in exercises.slugs())))
