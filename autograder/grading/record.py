"""The one writer: gradebook rows in batches, graded notebooks, feedback pages. The same as nbgrader's own converters.

nbgrader converts each notebook three times, validates it against its schema each time, and commits each score by
itself. Here a notebook is made once from the verdict, in the process that judged it; what is left to the writer is
one transaction for a batch of submissions, and their files. An end-to-end test compares rows, notebooks and pages
with those of plain `nbgrader autograde` and `generate_feedback`.
"""

import json
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from nbformat import NotebookNode
from nbformat.notebooknode import from_dict
from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties, LimitOutput
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution
from sqlalchemy import select
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from autograder.errors import UserError
from autograder.feedback.page import Score
from autograder.grading.files import write_whole
from autograder.grading.graded import flagged
from autograder.grading.rendered import Released, Rendered, Trim, render
from autograder.grading.stopping import unbroken
from autograder.grading.submission import master
from autograder.grading.timestamp import READABLE, keep_for_exchange, read_timestamp

BATCH = 25


@dataclass(frozen=True)
class Marks:
    """What the gradebook holds of a submission, read off the graded cells by nbgrader's own functions.

    Parameters
    ----------
    points : dict of str to float or None
        By grade_id, in the notebook's order; None where a person must give them.
    remarks : dict of str to str or None
        By grade_id what nbgrader remarks by itself on an answer.
    look : frozenset of str
        The graded cells at which a person must look, as `flagged` says.
    """

    points: dict[str, float | None]
    remarks: dict[str, str | None]
    look: frozenset[str]

    @property
    def waiting(self) -> frozenset[str]:
        """The cells at which a person has yet to look, as far as the machine is concerned."""
        return self.look | {name for name, points in self.points.items() if points is None}


@dataclass(frozen=True)
class Shown:
    """What of a submission's rows its page shows."""

    given: dict[str, float]
    comments: dict[str, str]
    waiting: frozenset[str]
    late_penalty: float = 0.0


@dataclass(frozen=True)
class Held:
    """What the gradebook and the graded notebook hold of a submission.

    Parameters
    ----------
    scores : dict of str to tuple
        By grade_id the machine's points, a person's, and whether a person has yet to look.
    penalty : float
        Points taken off for lateness.
    when : datetime or None
        When it was handed in.
    texts : dict of str to str
        By grade_id what stands in each cell; empty where there is no graded notebook.
    """

    scores: dict[str, tuple[float | None, float | None, bool]]
    penalty: float
    when: datetime | None
    texts: dict[str, str]


class Recorder:
    """Writes verdicts down, a batch at a time.

    Use as a context manager; what was added last is written when it closes.

    Parameters
    ----------
    submitted : Path
        The folder with one folder per student.
    assignment : str
        The lesson's slug; its cells are in the gradebook.
    root : Path
        The course.
    directory : CourseDirectory
        Where gradebook, notebooks and feedback go.
    config : Config
        nbgrader's, for its late penalties and its output limit.
    """

    def __init__(
        self, submitted: Path, assignment: str, root: Path, directory: CourseDirectory, config: Config
    ) -> None:
        self._submitted, self._assignment, self._root, self._directory = submitted, assignment, root, directory
        self._trim = trim(config)
        self._penalties = AssignLatePenalties(config=config)
        self._penalties.init_plugin()
        self._waiting: list[tuple[dict[str, Any], Rendered]] = []

    @unbroken()
    def __enter__(self) -> Self:
        self._gradebook = Gradebook(self._directory.db_url, self._directory.course_id)
        known = self._gradebook.find_notebook(self._assignment, self._assignment)
        self._about = {"assignment_id": known.assignment.id, "notebook_id": known.id, "due": known.assignment.duedate}
        # Asked once: for each row nbgrader's own properties would ask the database again.
        self._names = {cell.id: str(cell.name) for cell in [*known.grade_cells, *known.solution_cells]}
        self._most = {str(cell.name): float(cell.max_score) for cell in known.grade_cells}
        self._graded = [cell.id for cell in known.grade_cells]
        self._answered = [cell.id for cell in known.solution_cells]
        released = master(self._root, self._assignment)
        self._cells = {cell.metadata.nbgrader.grade_id: cell for cell in released.cells if "nbgrader" in cell.metadata}
        self._marked = {name for name, cell in self._cells.items() if is_grade(cell) or is_solution(cell)}
        self._released = Released(released)
        return self

    @unbroken()
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None or issubclass(kind, KeyboardInterrupt | UserError):  # stopped: what is finished is kept
                self._write()
        finally:
            self._gradebook.close()

    @unbroken()
    def add(self, verdict: dict[str, Any], rendered: Rendered | None = None) -> None:
        """Take a verdict, and what `render` made of it; it is written with its batch."""
        if rendered is None:
            folder = self._submitted / verdict["student"] / self._assignment
            rendered = render(self._root, folder, verdict, self._trim)
        self._waiting.append((verdict, rendered))
        if len(self._waiting) >= BATCH:
            self._write()

    @unbroken()
    def foreseen(self, verdict: dict[str, Any], rendered: Rendered) -> tuple[Held, Held] | None:
        """Return what is held of a submission and what `add` would make of it; nothing is written.

        The rows are changed and changed back, so that what is foreseen is what would be done. None where the
        gradebook holds no such submission.
        """
        student = verdict["student"]
        with _not_kept(self._gradebook), warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # as in `_write`
            try:
                submission = self._gradebook.find_submission(self._assignment, student)
            except MissingEntry:
                return None
            before = self._held(submission, self._answers(student))
            when = read_timestamp(self._submitted / student / self._assignment)
            self._update(student, when, self._marks(verdict, rendered), rendered)
            return before, self._held(submission, rendered.sources)

    def _held(self, submission: SubmittedAssignment, texts: dict[str, str]) -> Held:
        row = submission.notebooks[0]
        scores = {
            self._names[grade.cell_id]: (grade.auto_score, grade.manual_score, bool(grade.needs_manual_grade))
            for grade in row.grades
        }
        return Held(scores, float(row.late_submission_penalty or 0.0), submission.timestamp, texts)

    def _write(self) -> None:
        """Write what waits: rows first, for a notebook on disk tells which answer a person has graded."""
        batch, self._waiting = self._waiting, []
        if not batch:
            return
        marks = {verdict["student"]: self._marks(verdict, rendered) for verdict, rendered in batch}
        when = {student: read_timestamp(self._submitted / student / self._assignment) for student in marks}
        shown = {}
        with _one_commit(self._gradebook), warnings.catch_warnings():
            # nbgrader relates a row before it has stored it; its own, and harmless
            warnings.simplefilter("ignore", SAWarning)
            new = self._new(when)
            self._enter(new, when, marks)
            for verdict, rendered in batch:
                student = verdict["student"]
                if student in new:
                    shown[student] = self._as_entered(marks[student])
                else:
                    shown[student] = self._update(student, when[student], marks[student], rendered)
        for verdict, rendered in batch:
            self._files(verdict["student"], rendered, shown[verdict["student"]])

    def _marks(self, verdict: dict[str, Any], rendered: Rendered) -> Marks:
        look = flagged(verdict)
        points, remarks = {}, {}
        for name, source in rendered.sources.items():
            if name not in self._marked:
                continue
            cell = NotebookNode(self._cells[name])
            cell.source = source
            if name in rendered.results:
                data = {"text/plain": rendered.results[name]}
                cell.outputs = [from_dict({"output_type": "execute_result", "data": data})]
            if is_grade(cell):
                points[name] = None if name in look and not verdict["refused"] else determine_grade(cell)[0]
            if is_solution(cell):
                untouched = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
                remarks[name] = "No response." if untouched else None
        return Marks(points, remarks, frozenset(look))

    def _new(self, when: Mapping[str, datetime | None]) -> list[str]:
        """Return the students who hand in for the first time, and in time: their rows need no looking up."""
        due = self._about["due"]
        there = select(SubmittedAssignment.student_id).where(
            SubmittedAssignment.assignment_id == self._about["assignment_id"],
            SubmittedAssignment.student_id.in_(list(when)),
        )
        known = set(self._gradebook.db.execute(there).scalars())
        return [name for name, time in when.items() if name not in known and not (due and time and time > due)]

    def _enter(self, students: Sequence[str], when: Mapping[str, datetime | None], marks: Mapping[str, Marks]) -> None:
        """Enter the rows that nbgrader's `add_submission` makes one by one, each table at once."""
        rows: dict[type[Any], list[dict[str, Any]]] = {
            kind: [] for kind in (Student, SubmittedAssignment, SubmittedNotebook, Grade, Comment)
        }
        known = set(self._gradebook.db.execute(select(Student.id).where(Student.id.in_(list(students)))).scalars())
        for student in students:
            mine = marks[student]
            if student not in known:
                rows[Student].append({"id": student})
            submission, notebook = new_uuid(), new_uuid()
            about = {"assignment_id": self._about["assignment_id"], "student_id": student, "timestamp": when[student]}
            rows[SubmittedAssignment].append({"id": submission, **about})
            about = {"assignment_id": submission, "notebook_id": self._about["notebook_id"]}
            rows[SubmittedNotebook].append({"id": notebook, **about})
            for cell in self._graded:
                name = self._names[cell]
                about = {"auto_score": mine.points[name], "needs_manual_grade": name in mine.waiting}
                rows[Grade].append({"notebook_id": notebook, "cell_id": cell, **about})
            for cell in self._answered:
                about = {"auto_comment": mine.remarks[self._names[cell]]}
                rows[Comment].append({"notebook_id": notebook, "cell_id": cell, **about})
        for kind, some in rows.items():
            if some:
                self._gradebook.db.execute(kind.__table__.insert(), some)

    def _as_entered(self, marks: Marks) -> Shown:
        given = {name: points or 0.0 for name, points in marks.points.items()}
        return Shown(given, {name: told for name, told in marks.remarks.items() if told}, marks.waiting)

    def _update(self, student: str, when: datetime | None, marks: Marks, rendered: Rendered) -> Shown:
        """Write the rows of a submission that the gradebook may hold already, a person's points among them."""
        self._gradebook.update_or_create_student(student)
        known = {"timestamp": when} if when is not None else {}
        submission = self._gradebook.update_or_create_submission(self._assignment, student, **known)
        row: SubmittedNotebook = submission.notebooks[0]
        before = self._answers(student) if any(grade.manual_score is not None for grade in row.grades) else {}
        given, waiting = {}, set()
        for grade in row.grades:
            name = self._names[grade.cell_id]
            points = marks.points[name]
            graded_by_hand = grade.manual_score is not None and not grade.needs_manual_grade
            same = graded_by_hand and before.get(name) == rendered.sources[name] and grade.auto_score == points
            grade.auto_score = points
            grade.needs_manual_grade = not same and (name in marks.waiting or grade.manual_score is not None)
            if grade.needs_manual_grade:
                waiting.add(name)
            # A person's points, else the machine's; the row's own sum is as old as the row was read.
            counts = points if grade.manual_score is None else grade.manual_score
            given[name] = 0.0 if counts is None else counts + (grade.extra_credit or 0.0)
        comments = {}
        for comment in row.comments:
            name = self._names[comment.cell_id]
            comment.auto_comment = marks.remarks[name]
            comments[name] = comment.auto_comment if comment.manual_comment is None else comment.manual_comment
        self._penalize(student, submission, row)
        told = {name: comment for name, comment in comments.items() if comment}
        return Shown(given, told, frozenset(waiting), row.late_submission_penalty or 0.0)

    def _penalize(self, student: str, submission: SubmittedAssignment, row: SubmittedNotebook) -> None:
        """Take points off a late submission, as many as nbgrader's plug-in says, never more than there are."""
        row.late_submission_penalty = None
        if submission.total_seconds_late <= 0:
            return
        self._gradebook.db.flush()
        self._gradebook.db.refresh(row)  # its score is summed up by the database
        penalty = self._penalties.plugin_inst.late_submission_penalty(student, row.score, submission.total_seconds_late)
        if penalty is not None:
            row.late_submission_penalty = min(max(penalty, 0), row.score)

    def _files(self, student: str, rendered: Rendered, shown: Shown) -> None:
        graded = self._folder(self._directory.autograded_directory, student)
        _replace(graded / f"{self._assignment}.ipynb", self._released.text(rendered))
        # What waits for a person is not shown, so it is not in the page's sum: a person's points of an answer that
        # was changed since are in the gradebook until that person has looked again.
        scores = [
            Score(name, None if name in shown.waiting else points, self._most[name])
            for name, points in ((name, shown.given[name]) for name in self._cells if name in shown.given)
        ]
        given = sum(score.points or 0.0 for score in scores)
        about = {"student": student, "late_penalty": min(shown.late_penalty, given)}
        page = self._released.page(rendered, scores, shown.comments, about, shown.waiting)
        folder = self._folder(self._directory.feedback_directory, student)
        _replace(folder / f"{self._assignment}.html", page)
        keep_for_exchange(self._submitted / student / self._assignment, graded, folder)

    def _answers(self, student: str) -> dict[str, str]:
        """Return the text of each cell as graders saw it last."""
        path = self._folder(self._directory.autograded_directory, student) / f"{self._assignment}.ipynb"
        try:
            cells = json.loads(path.read_text("utf-8"))["cells"]
            return {
                cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"])
                for cell in cells
                if "nbgrader" in cell["metadata"]
            }
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def _folder(self, step: str, student: str) -> Path:
        return Path(self._directory.format_path(step, student, self._assignment))


def trim(config: Config) -> Trim:
    """Return how much of a student's output nbgrader's configuration keeps."""
    limit = LimitOutput(config=config)
    return Trim(limit.max_lines, limit.max_traceback)


@contextmanager
def _one_commit(gradebook: Gradebook) -> Iterator[None]:
    """Let nbgrader's methods, each of which commits, share one transaction."""
    session = gradebook.db
    session.commit = session.flush
    try:
        yield
    except BaseException:
        del session.commit
        session.rollback()
        raise
    del session.commit
    session.commit()


@contextmanager
def _not_kept(gradebook: Gradebook) -> Iterator[None]:
    """Let nbgrader's methods change rows, and change them all back."""
    session = gradebook.db
    session.commit = session.flush
    try:
        yield
    finally:
        del session.commit
        session.rollback()


def _replace(path: Path, text: bytes) -> None:
    write_whole(path, text)
    path.chmod(READABLE)
