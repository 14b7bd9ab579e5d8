"""The second and third seam: verdicts become cell outputs, faults become flags, rubrics reach graders only."""

from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.preprocessors import Execute, NbGraderPreprocessor, SaveAutoGrades

from autograder.grading.graded import flagged, insert_rubrics, without_rubrics, write_verdict

Converted = tuple[NotebookNode, dict[str, Any]]


class WriteVerdicts(NbGraderPreprocessor):
    """Write the verdict into the outputs. Stands where `Execute` stood: nothing is run here."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Converted:
        """Write the outputs. Called by the exporter in the second pass over a notebook."""
        write_verdict(nb, resources["deeplearn"])
        return nb, resources


class FlagFaults(NbGraderPreprocessor):
    """Ask for a person where the grader itself failed, or where a file was refused.

    Stands after `SaveAutoGrades`, whose rows it changes.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Converted:
        """Flag rows in the gradebook. Raises nothing: that would lose the student's other points."""
        verdict, about = resources["deeplearn"], resources["nbgrader"]
        cells = flagged(verdict)
        if not cells:
            return nb, resources
        with Gradebook(about["db_url"]) as gradebook:
            for cell in cells:
                grade = gradebook.find_grade(cell, about["notebook"], about["assignment"], about["student"])
                grade.needs_manual_grade = True
                if not verdict["refused"]:
                    grade.auto_score = None
            gradebook.db.commit()
        return nb, resources


class InsertRubrics(NbGraderPreprocessor):
    """Put rubric and model answer below each written answer, for the formgrader."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Converted:
        """Insert cells tagged ``instructor``. Called last in the second pass."""
        insert_rubrics(nb, resources["nbgrader"]["assignment"])
        return nb, resources


class RemoveInstructorCells(NbGraderPreprocessor):
    """Keep what only graders may see out of the feedback."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Converted:
        """Drop cells tagged ``instructor``. Called by `GenerateFeedback`."""
        without_rubrics(nb)
        return nb, resources


def autograde_preprocessors() -> list[type]:
    """Return the stock list of `Autograde` with our steps in it."""
    steps: list[type] = []
    for stock in Autograde.autograde_preprocessors.default_args[0]:
        steps.append(WriteVerdicts if stock is Execute else stock)
        if stock is SaveAutoGrades:
            steps.append(FlagFaults)
    return [*steps, InsertRubrics]


def feedback_preprocessors() -> list[type]:
    """Return the stock list of `GenerateFeedback`, the graders' cells removed first."""
    return [RemoveInstructorCells, *GenerateFeedback.preprocessors.default_args[0]]
