"""A class graded again, the difference shown before anything is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from autograder.checking.cases import Exercise, Prediction
from autograder.errors import UserError
from autograder.exercises import lesson
from autograder.grading import service


@dataclass(frozen=True)
class Change:
    """One automatic score that becomes another.

    `before` is None where there was none; `kept` are the points that a person gave instead, which stay.
    """

    student: str
    exercise: str
    before: float | None
    after: float | None
    kept: float | None


Decide = Callable[[Sequence[Change], Sequence[str]], bool]
"""From the changes, and the students who are new, to whether they are written."""


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
) -> service.Summary | None:
    """Judge all submissions, show what would change in the gradebook, and write it if that is wanted.

    Parameters
    ----------
    submitted, assignment, root, workers, output, unsafe, progress, db, cluster
        As in `grade_class`.
    decide : callable
        ``decide(changes, new_students)``, called once; nothing is written where it returns False.

    Returns
    -------
    Summary or None
        None where nothing was written.

    Raises
    ------
    UserError
        As `grade_class`; also if the class has not been graded yet.
    """
    before = automatic(service.gradebook_url(output or root, db), assignment)
    verdicts: dict[str, dict[str, Any]] = {}

    def collect(verdict: dict[str, Any]) -> None:
        verdicts[verdict["student"]] = verdict

    service.judge_class(
        submitted, assignment, collect, root=root, workers=workers, unsafe=unsafe, progress=progress, cluster=cluster
    )
    new = sorted(verdicts.keys() - {student for student, _ in before})
    changes = [change for verdict in verdicts.values() for change in _changes(verdict, before, set(new))]
    if not decide(sorted(changes, key=lambda change: (change.student, change.exercise)), new):
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


def automatic(db: str, assignment: str) -> dict[tuple[str, str], tuple[float | None, float | None]]:
    """Return the scores of a gradebook: from (student, cell) to the machine's points and a person's.

    Raises
    ------
    UserError
        If the assignment has not been graded there.
    """
    nothing = UserError(f"{assignment} has not been graded in {service.shown(db)} yet: use `deeplearn grade`.")
    if not service.exists(db):
        raise nothing
    with Gradebook(db) as gradebook:
        try:
            submissions = gradebook.assignment_submissions(assignment)
        except MissingEntry:
            raise nothing from None
        found = {
            (str(one.student_id), str(grade.name)): (grade.auto_score, grade.manual_score)
            for one in submissions
            for notebook in one.notebooks
            for grade in notebook.grades
        }
    if not found:
        raise nothing
    return found


def _changes(
    verdict: dict[str, Any], before: dict[tuple[str, str], tuple[float | None, float | None]], new: set[str]
) -> list[Change]:
    student = verdict["student"]
    if student in new:
        return []
    asked = lesson(verdict["assignment"])
    everything: list[Exercise | Prediction] = [*asked.exercises, *asked.predictions]
    points = {result["exercise"]: result["points"] for result in verdict["results"]}
    changes = []
    for one in everything:
        old, kept = before.get((student, one.check_id), (None, None))
        after = 0.0 if verdict["refused"] else points.get(one.id)
        if old != after:
            changes.append(Change(student, one.id, old, after, kept))
    return changes
