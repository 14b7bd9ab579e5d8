"""The first seam: `Autograde` reads submissions through the gate, and copies nothing of the student's."""

import glob
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter

from autograder.grading.gate import admit, submissions
from autograder.grading.pool import Task, grade_task
from autograder.grading.settings import course, unsafe
from autograder.grading.submission import assembled
from autograder.grading.timestamp import keep_for_exchange, read_timestamp


class GatedExporter(NotebookExporter):
    """Export the released notebook with a student's answers in it, its verdict beside it.

    Made by `Autograde.start` with the converter as `parent`, after the converter has looked for notebooks and
    before it converts the first.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._complete()
        convert = self.parent.convert_notebooks

        def guarded() -> None:
            with nothing_copied(self.parent.coursedir, list(self.parent.assignments)):
                convert()

        self.parent.convert_notebooks = guarded

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the notebook as JSON. Called twice per notebook: to sanitize it, then to grade it.

        The first call reads the submission; the second reads what the first has written, and holds the
        verdict in ``resources["deeplearn"]``.
        """
        resources = resources if resources is not None else {}
        about = resources["nbgrader"]
        assignment, student = about["assignment"], about["student"]
        folder = Path(self.parent.coursedir.root) / self.parent.coursedir.format_path(
            self.parent.coursedir.submitted_directory, student, assignment
        )
        if self.parent._sanitizing:
            notebook = assembled(course(), assignment, admit(folder, assignment)).notebook
            exported: tuple[str, dict[str, Any]] = self.from_notebook_node(notebook, resources, **kwargs)
            keep_for_exchange(folder, self._graded(assignment, student))
            return exported
        resources["deeplearn"] = grade_task(Task(folder, student, assignment, course(), unsafe()))
        exported = super().from_filename(filename, resources, **kwargs)
        return exported

    def _complete(self) -> None:
        """Give the converter every submission, also those that its search for notebooks passes over."""
        directory = self.parent.coursedir
        assignment = directory.assignment_id
        submitted = Path(directory.format_path(directory.submitted_directory, "*", assignment)).parent.parent
        wanted = None if directory.student_id == "*" else directory.student_id
        for student in submissions(submitted, assignment):
            if wanted is None or student == wanted:
                folder = directory.format_path(directory.submitted_directory, student, assignment)
                self.parent.assignments[folder] = [os.path.join(folder, f"{assignment}.ipynb")]  # noqa: PTH118

    def _graded(self, assignment: str, student: str) -> Path:
        directory = self.parent.coursedir
        return Path(directory.format_path(directory.autograded_directory, student, assignment))


@contextmanager
def nothing_copied(directory: Any, folders: list[str]) -> Iterator[None]:
    """Let a course directory ignore all files, and read timestamps without following links."""
    ignore = directory.ignore
    # Whole folders, escaped: nbgrader puts a file's folder into a pattern as it is, so that no pattern for a
    # base name matches anything in ``br[1]/``.
    directory.ignore = [*ignore, *(glob.escape(folder) for folder in folders)]
    directory.get_existing_timestamp = lambda folder: read_timestamp(Path(directory.root) / folder)
    try:
        yield
    finally:
        directory.ignore = ignore
        del directory.get_existing_timestamp
