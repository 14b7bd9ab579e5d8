"""The learner's notebook: its names, the cell an answer was written in, and a player on its functions."""

import inspect
import linecache
import os
import re
import signal
import sys
import threading
from ast import FunctionDef
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType
from typing import Any

from autograder.checking.attempt import CellFailure, parse
from autograder.sandbox.script import LocalPlayer
from autograder.sandbox.steps import Record, Step


def names() -> MutableMapping[str, Any]:
    """Return the notebook's globals; outside IPython those of the main program."""
    shell = _shell()
    found: MutableMapping[str, Any] = shell.user_ns if shell is not None else vars(sys.modules["__main__"])
    return found


def _shell() -> Any:
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    return get_ipython()


def source_of(asked: Sequence[str], found: Mapping[str, Any]) -> str | None:
    """Return the source of the cell that last tried to define one of the asked names, or None.

    Parameters
    ----------
    asked : sequence of str
        Names of an exercise.
    found : mapping of str to object
        The notebook's globals.
    """
    pattern = "|".join(map(re.escape, asked))
    defines = re.compile(rf"^(?:async\s+)?(?:def|class)\s+(?:{pattern})\b|^(?:{pattern})\s*=", re.MULTILINE)
    for cell in reversed(cells(found)):
        if defines.search(cell):
            return cell
    for name in asked:
        function = found.get(name)
        if isinstance(function, FunctionType):
            return _source_of_function(function)
    return None


def _source_of_function(function: FunctionType) -> str | None:
    filename = function.__code__.co_filename
    if not Path(filename).is_file():
        lines = linecache.getlines(filename)
        if lines:
            return "".join(lines)
    try:
        return inspect.getsource(function)
    except (OSError, TypeError):
        return None


def _functions(defined: object) -> list[FunctionType]:
    """Return a function, or the methods written in a class itself; those that Python makes have no cell."""
    own = vars(defined).values() if isinstance(defined, type) else [defined]
    return [one for one in own if isinstance(one, FunctionType) and one.__code__.co_filename != "<string>"]


def renamed(asked: Sequence[str], found: Mapping[str, Any]) -> str | None:
    """Return the latest cell if it defines a function whose name is one slip off the asked one."""
    if len(asked) != 1:
        return None
    name = re.escape(asked[0])
    defines = re.compile(rf"^def\s+{name}\b|^{name}\s*=", re.MULTILINE)
    for cell in reversed(cells(found)):
        tree = parse(cell)
        names = [node.name for node in tree.body if isinstance(node, FunctionDef)] if tree else []
        if asked[0] in names or defines.search(cell):
            return None
        if any(_one_slip(name.lower(), asked[0].lower()) for name in names):
            return cell
    return None


def _one_slip(name: str, asked: str) -> bool:
    """Whether a name is the asked one with a letter left out or doubled, or two letters swapped; never another's name.

    Examples
    --------
    >>> [_one_slip(name, "step") for name in ("step", "setp", "stp", "stepp", "steps", "step2", "stop")]
    [True, True, True, True, False, False, False]
    """
    if name == asked:
        return True
    left_out = {asked[:k] + asked[k + 1 :] for k in range(len(asked))}
    doubled = {asked[: k + 1] + asked[k:] for k in range(len(asked))}
    swapped = {asked[:k] + asked[k + 1] + asked[k] + asked[k + 2 :] for k in range(len(asked) - 1)}
    return name in left_out | doubled | swapped


def is_unreadable(source: str | None) -> bool:
    """Whether the latest version of an answer has a syntax error, so that an older one is still in memory."""
    return source is not None and parse(source) is None


def is_stale(source: str | None, asked: Sequence[str], found: Mapping[str, Any]) -> bool:
    """Whether the latest cell that defines an asked name stopped before it did, so that an older one is in memory."""
    written = [_source_of_function(function) for name in asked for function in _functions(found.get(name))]
    in_cells = [text for text in written if text is not None and text in _history(found)]
    return source is not None and bool(in_cells) and all(text.strip() != source.strip() for text in in_cells)


def last_failure(source: str) -> CellFailure:
    """Return how the cell with this source stopped, as far as the kernel still knows."""
    error = getattr(sys, "last_value", None)
    trace = error.__traceback__ if isinstance(error, BaseException) else None
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if "".join(linecache.getlines(filename)).strip() == source.strip():
            kinds = tuple(kind.__name__ for kind in type(error).__mro__ if kind is not object)
            return CellFailure(exception=kinds, message=str(error)[:500], line=trace.tb_lineno)
        trace = trace.tb_next
    return CellFailure(exception=("Exception",))


def cells(found: Mapping[str, Any]) -> list[str]:
    """Return the sources of the cells that have run, the earliest first; none outside IPython."""
    history = found.get("In")
    return [cell for cell in history if isinstance(cell, str)] if isinstance(history, list) else []


def _history(found: Mapping[str, Any]) -> list[str]:
    ran = cells(found)
    return [*ran, *(cell + "\n" for cell in ran)]


def current_lesson(slugs: Sequence[str]) -> str | None:
    """Return the slug of the lesson whose notebook this is, where the server tells it."""
    path = os.environ.get("JPY_SESSION_NAME", "")
    return next((slug for slug in slugs if slug in path), None)


class TimeLimitReached(BaseException):
    """The answer ran longer than it may. Not an `Exception`, so that an answer's own handler lets it pass."""


class NotebookPlayer:
    """Performs scripts on the functions of the notebook, with the course's version of what they need.

    Parameters
    ----------
    found : mutable mapping of str to object
        The notebook's globals. Needs are bound into it for one script and taken out again.
    needs : mapping of str to callable
        Course functions by name; the names asked are left as the student wrote them.
    own : sequence of str
        The names asked.
    seconds : float
        How long one script may run, where the system has timers.
    """

    def __init__(
        self, found: MutableMapping[str, Any], needs: Mapping[str, Any], own: Sequence[str], seconds: float
    ) -> None:
        self.found = found
        self.needs = {name: need for name, need in needs.items() if name not in own}
        self.files = {one.__code__.co_filename for name in own for one in _functions(found.get(name))}
        self.seconds = seconds
        self.timeouts = 0

    def play(self, steps: Sequence[Step]) -> list[Record]:
        """Perform the steps in order; a script that runs too long ends with an ``ended`` record.

        After two of them nothing more is run: a learner should not wait for an endless loop in every case.
        """
        if self.timeouts >= 2:
            return [Record("ended", value="TIMED_OUT")]
        records = self._play(steps)
        self.timeouts += records[-1].kind == "ended"
        return records

    def afresh(self) -> bool:
        """Say that playing again would show the same: a notebook has one process."""
        return False

    def _play(self, steps: Sequence[Step]) -> list[Record]:
        player = LocalPlayer(self.found, lambda filename: filename in self.files)
        try:
            with _bound(self.found, self.needs), _time_limit(self.seconds):
                records = player.play(steps)
        except TimeLimitReached:
            records = []
        for at, record in enumerate(records):
            if "TimeLimitReached" in record.exception:
                return [*records[:at], Record("ended", value="TIMED_OUT")]
        return records or [Record("ended", value="TIMED_OUT")]


@contextmanager
def _bound(found: MutableMapping[str, Any], needs: Mapping[str, Any]) -> Iterator[None]:
    before = {name: found[name] for name in needs if name in found}
    found.update(needs)
    try:
        yield
    finally:
        for name in needs:
            found.pop(name, None)
        found.update(before)


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise `TimeLimitReached` in what runs too long, where there is a timer (not Windows, not Pyodide)."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise TimeLimitReached

    try:
        before = signal.signal(signal.SIGALRM, stop)
    except (ValueError, OSError):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
