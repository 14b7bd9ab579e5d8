"""The feedback seam: a notebook becomes our page, and nothing else of the graded folder is copied beside it."""

from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry

from autograder.exercises import lesson
from autograder.feedback.page import feedback_page
from autograder.grading.timestamp import keep_for_exchange
from autograder.nbgrader_plugin.exporter import nothing_copied


class FeedbackExporter(HTMLExporter):
    """Write the page that a student reads.

    Made by `GenerateFeedback.start` with the converter as `parent`. The folder that nbgrader would copy holds the
    graders' notebook, with rubric and model answer in it: it is kept back also where a student's id defeats
    nbgrader's own patterns.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.parent is None:
            return
        convert = self.parent.convert_notebooks

        def guarded() -> None:
            with nothing_copied(self.parent.coursedir, list(self.parent.assignments)):
                convert()

        self.parent.convert_notebooks = guarded

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page of a notebook whose scores nbgrader's preprocessors have read from the gradebook."""
        copied, resources = self._preprocess(nb, self._init_resources(resources))
        about = resources["nbgrader"]
        if self.parent is not None:
            keep_for_exchange(*_folders(self.parent.coursedir, about))
        waiting = _waiting(about)
        given = _without(copied, waiting)
        shown = {**about, "late_penalty": min(float(about.get("late_penalty") or 0), given)}
        return feedback_page(copied, lesson(about["assignment"]), shown, waiting), resources


def _folders(directory: Any, about: dict[str, Any]) -> list[Path]:
    """Return the folder of what was graded, and that of its feedback."""
    steps = (directory.autograded_directory, directory.feedback_directory)
    return [Path(directory.format_path(step, about["student"], about["assignment"])) for step in steps]


def _without(notebook: NotebookNode, waiting: set[str]) -> float:
    """Take out the points that wait for a person, which the page does not show, and return the sum of the others."""
    graded = [cell.metadata.nbgrader for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    for ours in graded:
        if ours["grade_id"] in waiting:
            ours["score"] = None
    return sum(float(ours.get("score") or 0) for ours in graded)


def _waiting(about: dict[str, Any]) -> set[str]:
    """Return the cells of a submission at which a person has yet to look."""
    with Gradebook(about["db_url"]) as gradebook:
        try:
            found = gradebook.find_submission_notebook(about["notebook"], about["assignment"], about["student"])
        except MissingEntry:
            return set()
        return {str(grade.name) for grade in found.grades if grade.needs_manual_grade}
