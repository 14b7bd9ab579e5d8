"""What a person has graded stays graded: nbgrader asks for a second look at every manual score when it grades again.

A second look is due only where the answer has changed.
"""

import json
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

Finished = dict[tuple[str, str], str]
"""From (student, grade_id) to the text of the answer that was graded by hand."""


def finished(gradebook: Gradebook, assignment: str, autograded: Path) -> Finished:
    """Return the answers that a person has graded, as they stand in the graders' notebooks.

    Parameters
    ----------
    gradebook : Gradebook
        Open.
    assignment : str
        The lesson's slug.
    autograded : Path
        The folder with the graders' notebooks.
    """
    return {
        (student, cell): text
        for student, cell, _ in _hand_graded(gradebook, assignment, waiting=False)
        if (text := _answer(autograded, student, assignment, cell)) is not None
    }


def restore(gradebook: Gradebook, assignment: str, autograded: Path, known: Finished) -> None:
    """Take the request for a second look away where the answer is the one that was graded.

    Parameters
    ----------
    gradebook : Gradebook
        Open; committed here.
    assignment : str
        The lesson's slug.
    autograded : Path
        The folder with the graders' notebooks, made anew.
    known : dict
        What `finished` returned before.
    """
    for student, cell, grade in _hand_graded(gradebook, assignment, waiting=True):
        text = known.get((student, cell))
        if text is not None and text == _answer(autograded, student, assignment, cell):
            grade.needs_manual_grade = False
    gradebook.db.commit()


def _hand_graded(gradebook: Gradebook, assignment: str, *, waiting: bool) -> list[tuple[str, str, Any]]:
    return [
        (str(submission.student_id), str(grade.name), grade)
        for submission in gradebook.assignment_submissions(assignment)
        for notebook in submission.notebooks
        for grade in notebook.grades
        if grade.manual_score is not None and bool(grade.needs_manual_grade) is waiting
    ]


def _answer(autograded: Path, student: str, assignment: str, grade_id: str) -> str | None:
    path = autograded / student / assignment / f"{assignment}.ipynb"
    try:
        cells = json.loads(path.read_text("utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return None
    for cell in cells:
        if cell.get("metadata", {}).get("nbgrader", {}).get("grade_id") == grade_id:
            source = cell["source"]
            return source if isinstance(source, str) else "".join(source)
    return None
