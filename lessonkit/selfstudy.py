"""What a student calls in a lesson: `check`, `hint`, `solution`, `progress`, `use`, `own`, `committed`.

The work is done by the package `autograder`, which is reached only when one of these is called: while a
submission is graded it is not there, and these names then do nothing, politely.
"""

from importlib import import_module
from types import ModuleType
from typing import Any

from lessonkit import language

ABSENT = language.Text(
    "Checking is not available here: the package autograder is not installed.",
    "这里无法检查：没有安装 autograder 软件包。",
)


def _selfstudy() -> ModuleType | None:
    """Return the self-study room of the autograder, or None where it is absent."""
    try:
        return import_module("autograder.selfstudy")
    except ModuleNotFoundError as error:
        if error.name not in ("autograder", "autograder.selfstudy"):  # in the grader's sandbox only a part is there
            raise
        print(f"{ABSENT.en} {ABSENT.zh}")
        return None


class _Check:
    """``check("step")`` checks one exercise, ``check.all()`` the whole lesson."""

    def __call__(self, name: str | None = None) -> Any:
        """Check one exercise or prediction and show what passed, what failed and why."""
        room = _selfstudy()
        return room and room.check(name)

    def all(self, lesson: str | None = None) -> Any:
        """Check every exercise of the lesson."""
        room = _selfstudy()
        return room and room.check.all(lesson)

    def __repr__(self) -> str:
        return "check(name), check.all()"


check = _Check()


def hint(name: str | None = None, level: int | None = None) -> Any:
    """Show the next hint of an exercise, or the hint of one level."""
    room = _selfstudy()
    return room and room.hint(name, level)


def solution(name: str | None = None) -> Any:
    """Show the course's answer, after real attempts of your own."""
    room = _selfstudy()
    return room and room.solution(name)


def progress(lesson: str | None = None) -> Any:
    """Show what is done, what is open and what comes next; of one lesson every exercise."""
    room = _selfstudy()
    return room and room.progress(lesson)


def committed(name: str | None = None) -> Any:
    """Say whether a prediction is made, and ask for it if not."""
    room = _selfstudy()
    return room and room.committed(name)


def use(*names: str) -> Any:
    """Return functions of earlier lessons: your own version that passed its check, else the course's.

    While a submission is graded they come from the lesson's `helpers` module.

    Parameters
    ----------
    names : str
        Names of functions.

    Returns
    -------
    callable or tuple of callable
        One function for one name, else a tuple.
    """
    try:
        helpers = import_module("helpers")
    except ModuleNotFoundError:
        room = _selfstudy()
        if room is None:
            raise
        return room.use(*names)
    found = tuple(getattr(helpers, name) for name in names)
    return found[0] if len(found) == 1 else found


def own(*names: str) -> Any:
    """Return a dictionary of your own functions, those that passed their check; empty where checking is absent.

    Parameters
    ----------
    names : str
        Names of functions.
    """
    room = _selfstudy()
    return {} if room is None else room.own(*names)
