"""The second and third seam: verdicts become cell outputs, faults become flags, rubrics reach graders only."""

from html import escape
from typing import Any

from nbformat import NotebookNode
from nbformat import v4 as nbf
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.preprocessors import Execute, NbGraderPreprocessor, SaveAutoGrades

from autograder.checking.cases import Exercise, Prediction
from autograder.exercises import lesson
from autograder.grading import results
from autograder.grading.settings import course
from autograder.messages import say

INSTRUCTOR = "instructor"
Converted = tuple[NotebookNode, dict[str, Any]]


class WriteVerdicts(NbGraderPreprocessor):
    """Give each grade cell exactly one result: its points, and the feedback. Stands where `Execute` stood.

    Nothing is run here. nbgrader reads the points from the output's text; a cell without output, or with
    anything else in it, would earn full marks.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Converted:
        """Write the outputs. Called by the exporter in the second pass over a notebook."""
        verdict = resources["deeplearn"]
        asked = by_check_cell(verdict["assignment"])
        found = {result["exercise"]: result for result in verdict["results"]}
        count = 0
        for cell in nb.cells:
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
            cell.outputs = [nbf.new_output("execute_result", data, execution_count=count)]
        if verdict["refused"]:
            notice = nbf.new_markdown_cell(_refused(verdict), id="not-graded")
            nb.cells.insert(0, notice)
        return nb, resources


class FlagFaults(NbGraderPreprocessor):
    """Ask for a person where the grader itself failed, or where a file was refused.

    Stands after `SaveAutoGrades`, whose rows it changes.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Converted:
        """Flag rows in the gradebook. Raises nothing: that would lose the student's other points."""
        verdict, about = resources["deeplearn"], resources["nbgrader"]
        asked = by_check_cell(verdict["assignment"])
        faults = {r["exercise"] for r in verdict["results"] if r["verdict"] == "GRADER_FAULT"}
        flagged = [cell for cell, exercise in asked.items() if verdict["refused"] or exercise.id in faults]
        if not flagged:
            return nb, resources
        with Gradebook(about["db_url"]) as gradebook:
            for cell in flagged:
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
        questions = {asked.id for asked in lesson(resources["nbgrader"]["assignment"]).written}
        models = _model_answers(resources["nbgrader"]["assignment"]) if questions else {}
        cells = []
        for cell in nb.cells:
            cells.append(cell)
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in questions:
                title = say("grading.rubric")
                text = f"**{title.en} · {title.zh}**\n\n{_rubric(name)}\n\n{models.get(name, '')}"
                extra = nbf.new_markdown_cell(text, id=f"rubric-{name}")
                extra.metadata["tags"] = [INSTRUCTOR]
                cells.append(extra)
        nb.cells = cells
        return nb, resources


class RemoveInstructorCells(NbGraderPreprocessor):
    """Keep what only graders may see out of the feedback."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Converted:
        """Drop cells tagged ``instructor``. Called by `GenerateFeedback`."""
        nb.cells = [cell for cell in nb.cells if INSTRUCTOR not in cell.metadata.get("tags", ())]
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
        outputs.append(nbf.new_output("stream", name="stdout", text=outcome["output"]))
    if not outcome["ok"]:
        name = outcome["ended"] or next(iter(outcome["exception"]), "Error")
        line = f" (line {outcome['line']})" if outcome["line"] else ""
        told = f"{name}: {outcome['message']}{line}"
        outputs.append(nbf.new_output("error", ename=name, evalue=outcome["message"], traceback=[told]))
    return outputs


def _rubric(name: str) -> str:
    path = course() / "autograder" / "exercises" / "rubrics" / f"{name}.md"
    return path.read_text("utf-8") if path.is_file() else ""


def _model_answers(assignment: str) -> dict[str, str]:
    """Return the course's answers to written questions, from the instructor's notebook."""
    import nbformat

    path = course() / "solutions" / assignment / f"{assignment}.ipynb"
    if not path.is_file():
        return {}
    notebook = nbformat.read(path, as_version=4)
    return {cell.metadata.get("nbgrader", {}).get("grade_id", ""): cell.source for cell in notebook.cells}
