"""A class graded again, the difference shown before anything is written."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry

from autograder.checking.cases import Exercise, Prediction, Written
from autograder.errors import UserError
from autograder.exercises import lesson
from autograder.grading import service
from autograder.grading.record import Held
from autograder.grading.summary import Summary


@dataclass(frozen=True)
class Change:
    """One automatic score that becomes another.

    `before` is None where there was none; `kept` are the points that a person gave instead, which stay, and `waits`
    tells whether that person has to look again.
    """

    student: str
    exercise: str
    before: float | None
    after: float | None
    kept: float | None
    waits: bool = False


@dataclass
class Foreseen:
    """What grading again would write.

    Parameters
    ----------
    scores : list of Change
        Automatic scores that become others, of students who have been graded before.
    others : list of (str, str)
        What else changes, in words: what kind of change, and whose.
    new : list of str
        Students who have not been graded before.
    """

    scores: list[Change] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)
    new: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.scores or self.others or self.new)


Decide = Callable[[Foreseen], bool]
"""From what would change to whether it is written."""


def regrade_class(
    submitted: Path,
    assignment: str,
    *,
    root: Path,
    decide: Decide,
    workers: int | None = None,
    output: Path | None = None,
    unsafe: bool = False,
    progress: service.Progress | None = None,
    db: str | None = None,
    cluster: str | None = None,
) -> Summary | None:
    """Judge all submissions, show what would change in the gradebook, and write it if that is wanted.

    Parameters
    ----------
    submitted, assignment, root, workers, output, unsafe, progress, db, cluster
        As in `grade_class`.
    decide : callable
        ``decide(foreseen)``, called once; nothing is written where it returns False.

    Returns
    -------
    Summary or None
        None where nothing was written.

    Raises
    ------
    UserError
        As `grade_class`; also if the class has not been graded yet.
    """
    _must_be_graded(service.gradebook_url((output or root).resolve(), db), assignment)
    found = Foreseen()

    def collect(verdict: dict[str, Any], held: tuple[Held, Held] | None) -> None:
        if held is None:
            found.new.append(verdict["student"])
        else:
            found.scores += _scores(verdict, *held)
            found.others += _others(verdict, *held)

    service.foresee_class(
        submitted, assignment, collect, root=root, workers=workers, output=output, unsafe=unsafe, progress=progress,
        db=db, cluster=cluster,
    )  # fmt: skip
    found.scores.sort(key=lambda change: (change.student, change.exercise))
    found.others.sort()
    found.new.sort()
    if not decide(found):
        return None
    return service.grade_class(
        submitted,
        assignment,
        root=root,
        workers=workers,
        output=output,
        unsafe=unsafe,
        progress=progress,
        db=db,
        cluster=cluster,
    )


def _must_be_graded(db: str, assignment: str) -> None:
    nothing = UserError(f"{assignment} has not been graded in {service.shown(db)} yet: use `deeplearn grade`.")
    if not service.exists(db):
        raise nothing
    with service.reading(db) as gradebook:
        try:
            graded = bool(gradebook.assignment_submissions(assignment))
        except MissingEntry:
            graded = False
    if not graded:
        raise nothing


def _scores(verdict: dict[str, Any], before: Held, after: Held) -> Iterator[Change]:
    for name, one in _by_grade_id(verdict["assignment"]).items():
        if name not in after.scores or isinstance(one, Written):
            continue
        points, kept, waits = after.scores[name]
        then = before.scores.get(name, (None, None, False))[0]
        if then != points:
            yield Change(verdict["student"], one.id, then, points, kept, waits)


def _others(verdict: dict[str, Any], before: Held, after: Held) -> Iterator[tuple[str, str]]:
    student = verdict["student"]
    for name, one in _by_grade_id(verdict["assignment"]).items():
        told = _answer(name, one, before, after, refused=bool(verdict["refused"]))
        if told is not None:
            kind, more = told
            yield kind, f"{student} / {one.id}, {more}"
    if before.penalty != after.penalty:
        yield "late penalty", f"{student}: {before.penalty:g} -> {after.penalty:g}"
    if before.when != after.when:
        yield "handed in", f"{student}: {_time(before.when)} -> {_time(after.when)}"


def _answer(
    name: str, one: Exercise | Prediction | Written, before: Held, after: Held, *, refused: bool
) -> tuple[str, str] | None:
    """Return in words what becomes of an answer, besides its automatic points; None where nothing does."""
    points, kept, waits = after.scores.get(name, (None, None, False))
    then, _, waited = before.scores.get(name, (None, None, False))
    key = one.id if isinstance(one, Written) else one.cell_id
    text = bool(before.texts) and not refused and before.texts.get(key) != after.texts.get(key)
    scored = then != points
    if scored and not isinstance(one, Written):
        return None  # stands with the scores
    if not text and not scored and waits == waited:
        return None
    return ("new text" if text else "changed"), _becomes(points, kept, waits=waits)


def _becomes(points: float | None, kept: float | None, *, waits: bool) -> str:
    if kept is not None:
        return f"the {kept:g} that a person gave {'wait for a person again' if waits else 'stay'}"
    if waits:
        return "waits for a person"
    return f"{points or 0:g} points"


def _time(when: datetime | None) -> str:
    return "no time" if when is None else f"{when:%Y-%m-%d %H:%M:%S} UTC"


def _by_grade_id(assignment: str) -> Mapping[str, Exercise | Prediction | Written]:
    asked = lesson(assignment)
    everything: list[Exercise | Prediction] = [*asked.exercises, *asked.predictions]
    return {one.check_id: one for one in everything} | {one.id: one for one in asked.written}
