"""The one writer: gradebook rows in batches, graded notebooks, feedback pages. The same as nbgrader's own converters.

nbgrader converts each notebook three times, validates it against its schema each time, and commits each score by
itself. Here a notebook is made once from the verdict and a batch of submissions is one transaction; an end-to-end
test compares rows, notebooks and pages with those of plain `nbgrader autograde` and `generate_feedback`.
"""

import json
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties, LimitOutput
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from autograder.errors import UserError
from autograder.exercises import lesson
from autograder.feedback.page import feedback_page
from autograder.grading.files import write_whole
from autograder.grading.gate import admit
from autograder.grading.graded import flagged, insert_rubrics, without_rubrics, write_verdict
from autograder.grading.submission import assembled
from autograder.grading.timestamp import READABLE, keep_for_exchange, read_timestamp

BATCH = 25


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
        nbgrader's, for its output limit and late penalties.
    """

    def __init__(
        self, submitted: Path, assignment: str, root: Path, directory: CourseDirectory, config: Config
    ) -> None:
        self._submitted, self._assignment, self._root, self._directory = submitted, assignment, root, directory
        self._limit = LimitOutput(config=config)
        self._penalties = AssignLatePenalties(config=config)
        self._penalties.init_plugin()
        self._waiting: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        self._gradebook = Gradebook(self._directory.db_url, self._directory.course_id)
        known = self._gradebook.find_notebook(self._assignment, self._assignment)
        # Asked once: for each row nbgrader's own properties would ask the database again.
        self._names = {cell.id: str(cell.name) for cell in [*known.grade_cells, *known.solution_cells]}
        self._most = {cell.id: cell.max_score for cell in known.grade_cells}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None or issubclass(kind, KeyboardInterrupt | UserError):  # stopped: what is finished is kept
                self._write()
        finally:
            self._gradebook.close()

    def add(self, verdict: dict[str, Any]) -> None:
        """Take a verdict; it is written with its batch."""
        self._waiting.append(verdict)
        if len(self._waiting) >= BATCH:
            self._write()

    def _write(self) -> None:
        """Write what waits: rows first, for a notebook on disk tells which answer a person has graded."""
        batch, self._waiting = self._waiting, []
        made = [(verdict, *self._notebook(verdict)) for verdict in batch]
        abouts = []
        with _one_commit(self._gradebook), warnings.catch_warnings():
            # nbgrader relates a row before it has stored it; its own, and harmless
            warnings.simplefilter("ignore", SAWarning)
            for verdict, notebook, _ in made:
                abouts.append(self._rows(verdict, notebook))
        for (verdict, notebook, text), about in zip(made, abouts, strict=True):
            self._files(verdict["student"], notebook, text, about)

    def _notebook(self, verdict: dict[str, Any]) -> tuple[NotebookNode, str]:
        """Return the graded notebook, and as the text that graders open."""
        submission = admit(self._submitted / verdict["student"] / self._assignment, self._assignment)
        notebook = assembled(self._root, self._assignment, submission).notebook
        write_verdict(notebook, verdict)
        self._limit.preprocess(notebook, {})
        insert_rubrics(notebook, self._assignment)
        return notebook, nbformat.writes(notebook, version=nbformat.NO_CONVERT) + "\n"

    def _rows(self, verdict: dict[str, Any], notebook: NotebookNode) -> dict[str, Any]:
        """Write a submission's rows and, for the feedback, its scores into the notebook; return what the page shows."""
        student = verdict["student"]
        submission = self._submission(student)
        row: SubmittedNotebook = submission.notebooks[0]
        cells = {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}
        before = self._answers(student) if any(grade.manual_score is not None for grade in row.grades) else {}
        look, waiting = flagged(verdict), set()
        for grade in row.grades:
            name = self._names[grade.cell_id]
            cell = cells[name]
            graded_by_hand = grade.manual_score is not None and not grade.needs_manual_grade
            points, _ = determine_grade(cell)
            if name in look and not verdict["refused"]:
                points = None
            same = graded_by_hand and before.get(name) == cell.source and grade.auto_score == points
            grade.auto_score = points
            grade.needs_manual_grade = not same and (name in look or points is None or grade.manual_score is not None)
            if grade.needs_manual_grade:
                waiting.add(name)
        for comment in row.comments:
            cell = cells[self._names[comment.cell_id]]
            untouched = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
            comment.auto_comment = "No response." if untouched else None
        self._penalize(student, submission, row)
        self._show(row, notebook)
        return {"student": student, "waiting": waiting, "late_penalty": row.late_submission_penalty or 0.0}

    def _submission(self, student: str) -> SubmittedAssignment:
        self._gradebook.update_or_create_student(student)
        when = read_timestamp(self._submitted / student / self._assignment)
        known = {"timestamp": when} if when is not None else {}
        return self._gradebook.update_or_create_submission(self._assignment, student, **known)

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

    def _show(self, row: SubmittedNotebook, notebook: NotebookNode) -> None:
        scores = {self._names[grade.cell_id]: grade for grade in row.grades}
        comments = {self._names[comment.cell_id]: comment for comment in row.comments}
        for cell in notebook.cells:
            if is_solution(cell):
                cell.metadata.nbgrader["comment"] = comments[cell.metadata.nbgrader.grade_id].comment
            if is_grade(cell):
                grade = scores[cell.metadata.nbgrader.grade_id]
                # A person's points, else the machine's; the row's own sum is as old as the row was read.
                given = grade.auto_score if grade.manual_score is None else grade.manual_score
                cell.metadata.nbgrader["score"] = 0.0 if given is None else given + (grade.extra_credit or 0.0)
                cell.metadata.nbgrader["points"] = self._most[grade.cell_id]

    def _files(self, student: str, notebook: NotebookNode, text: str, about: Mapping[str, Any]) -> None:
        graded = self._folder(self._directory.autograded_directory, student)
        _replace(graded / f"{self._assignment}.ipynb", text)
        without_rubrics(notebook)
        page = feedback_page(notebook, lesson(self._assignment), about, about["waiting"])
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


def _replace(path: Path, text: str) -> None:
    write_whole(path, text)
    path.chmod(READABLE)
