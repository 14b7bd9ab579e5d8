"""The graded notebook: the re-assembled one with the verdict in its outputs, and rubrics for those who grade by hand.

Used by nbgrader's converter, through our preprocessors, and by the recorder of `deeplearn grade`: the same notebook.
"""

from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat import v4 as nbf
from nbformat.notebooknode import from_dict

from autograder.checking.cases import Exercise, Prediction
from autograder.exercises import lesson
from autograder.grading import results
from autograder.grading.settings import course
from autograder.messages import say

INSTRUCTOR = "instructor"


def write_verdict(notebook: NotebookNode, verdict: dict[str, Any]) -> None:
    """Give each grade cell exactly one result: its points, and the feedback.

    nbgrader reads the points from the output's text; a cell without output, or with anything else in it, would earn
    full marks.

    Parameters
    ----------
    notebook : NotebookNode
        The re-assembled notebook; changed in place.
    verdict : dict
        What `grade_submission` returned.
    """
    asked = by_check_cell(verdict["assignment"])
    found = {result["exercise"]: result for result in verdict["results"]}
    count = 0
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        ours = cell.metadata.get("nbgrader", {})
        if not ours.get("grade"):
            shown = verdict["outputs"].get(ours.get("grade_id") or cell.get("id"))
            cell.outputs = _shown(shown) if shown else []
            continue
        count += 1
        exercise = asked[ours["grade_id"]]
        result = found.get(exercise.id)
        points = clipped(result["points"] if result else 0.0, float(ours["points"]))
        html = _html(exercise, result) if result else _refused(verdict)
        data = {"text/plain": repr(points), "text/html": html}
        cell.execution_count = count
        cell.outputs = [_output("execute_result", metadata={}, data=data, execution_count=count)]
    if verdict["refused"]:
        notebook.cells.insert(0, nbf.new_markdown_cell(_refused(verdict), id="not-graded"))


def flagged(verdict: dict[str, Any]) -> set[str]:
    """Return the graded cells at which a person must look, besides written answers.

    Those where the grader failed; of a file that was refused all, the written ones too: nobody has seen what is there.
    """
    asked = by_check_cell(verdict["assignment"])
    if verdict["refused"]:
        return {*asked, *(question.id for question in lesson(verdict["assignment"]).written)}
    faults = {result["exercise"] for result in verdict["results"] if result["verdict"] == "GRADER_FAULT"}
    return {cell for cell, exercise in asked.items() if exercise.id in faults}


def insert_rubrics(notebook: NotebookNode, assignment: str) -> None:
    """Put rubric and model answer below each written answer, for the formgrader, in cells tagged ``instructor``."""
    questions = {asked.id for asked in lesson(assignment).written}
    models = _model_answers(course() / "solutions" / assignment / f"{assignment}.ipynb") if questions else {}
    rubric, model = say("grading.rubric"), say("grading.model_answer")
    cells = []
    for cell in notebook.cells:
        cells.append(cell)
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in questions:
            text = f"**{rubric.en} · {rubric.zh}**\n\n{_rubric(name)}"
            if models.get(name):
                text += f"\n\n**{model.en} · {model.zh}**\n\n{models[name]}"
            about = {"id": f"rubric-{name}", "cell_type": "markdown", "metadata": {"tags": [INSTRUCTOR]}}
            cells.append(from_dict(about | {"source": text}))
    notebook.cells = cells


def without_rubrics(notebook: NotebookNode) -> None:
    """Drop what only graders may see."""
    notebook.cells = [cell for cell in notebook.cells if INSTRUCTOR not in cell.metadata.get("tags", ())]


def by_check_cell(assignment: str) -> dict[str, Exercise | Prediction]:
    """Return what each check cell of an assignment grades, by its grade_id."""
    found = lesson(assignment)
    everything: list[Exercise | Prediction] = [*found.exercises, *found.predictions]
    return {asked.check_id: asked for asked in everything}


def clipped(points: float | None, most: float) -> float:
    """Return points as nbgrader accepts them: a finite number from 0 to `most`; 0 for no evidence.

    Examples
    --------
    >>> clipped(3.0000001, 3), clipped(None, 3), clipped(float("nan"), 3), clipped(-1, 3)
    (3.0, 0.0, 0.0, 0.0)
    """
    if points is None or not points > 0:
        return 0.0
    return float(min(float(points), most))


def _html(exercise: Exercise | Prediction, result: dict[str, Any]) -> str:
    # Here, not above: nbgrader_config.py imports this module for every command, `generate_assignment` too.
    from autograder.feedback.html import render_result

    return render_result(results.from_json(result), exercise)


def _refused(verdict: dict[str, Any]) -> str:
    title, reason = say("grading.refused"), verdict["refused"]
    return "".join(
        f'<p class="lang-{name}" lang="{code}"><strong>{escape(title[name])}</strong>: {escape(reason[name])}</p>'
        for name, code in (("en", "en"), ("zh", "zh-Hans"))
    )


def _shown(outcome: dict[str, Any]) -> list[NotebookNode]:
    """Return what the student's own cell printed, and how it failed, as outputs."""
    outputs = []
    if outcome["output"]:
        outputs.append(_output("stream", name="stdout", text=outcome["output"]))
    if not outcome["ok"]:
        name = outcome["ended"] or next(iter(outcome["exception"]), "Error")
        line = f" (line {outcome['line']})" if outcome["line"] else ""
        told = f"{name}: {outcome['message']}{line}"
        outputs.append(_output("error", ename=name, evalue=outcome["message"], traceback=[told]))
    return outputs


def _output(kind: str, **fields: Any) -> NotebookNode:
    """Return an output; nbformat's own function would check it against the schema, for a millisecond each."""
    made: NotebookNode = from_dict({"output_type": kind, **fields})
    return made


def _rubric(name: str) -> str:
    path = course() / "autograder" / "exercises" / "rubrics" / f"{name}.md"
    return path.read_text("utf-8") if path.is_file() else ""


def _model_answers(path: Path) -> dict[str, str]:
    """Return the course's answers to written questions, from the instructor's notebook."""
    try:
        return _answers(path, path.stat().st_mtime_ns)
    except OSError:
        return {}


@lru_cache(maxsize=4)
def _answers(path: Path, _changed: int) -> dict[str, str]:
    notebook = nbformat.read(path, as_version=4)
    return {cell.metadata.get("nbgrader", {}).get("grade_id", ""): cell.source for cell in notebook.cells}
