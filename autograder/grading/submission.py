"""One submission from file to verdict: gate, re-assembly, sandbox, comparison."""

import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import NotebookNode

from autograder import exercises
from autograder.checking.cases import Exercise, Lesson, Prediction, Written
from autograder.checking.predict import read_prediction
from autograder.checking.verdicts import Result, Verdict
from autograder.config import secret
from autograder.errors import UserError
from autograder.grading import cache as verdicts
from autograder.grading import results
from autograder.grading.answer import judge_loaded, none_lent_first
from autograder.grading.gate import Submission, admit
from autograder.grading.likeness import digest
from autograder.grading.reassemble import Assembled, key_of, reassemble, role_of
from autograder.grading.seeds import seeds
from autograder.messages import say
from autograder.sandbox.bundle import flatten
from autograder.sandbox.launcher import Cell
from autograder.sandbox.limits import Limits

if TYPE_CHECKING:
    from autograder.sandbox.launcher import Worker

RUN = ("setup", "extra", "solution")


def grade_submission(
    folder: Path, student: str, lesson: Lesson, worker: "Worker | None", root: Path, *, unsafe: bool = False
) -> dict[str, Any]:
    """Return the verdict of a submission and keep it on disk; an unchanged one is read from there.

    Parameters
    ----------
    folder : Path
        ``SUBMITTED/STUDENT/ASSIGNMENT``.
    student : str
        The student's id; part of the seed.
    lesson : Lesson
        What is graded.
    worker : Worker or None
        A sandbox. What it raises (no sandbox) is passed on: then nothing is graded. None says that this submission
        has lost the sandbox again and again: its exercises are left to a person.
    root : Path
        The course.
    unsafe : bool
        Whether `worker` is no sandbox; stands in the verdict.
    """
    submission = admit(folder, lesson.slug)
    known = verdicts.load(root, lesson.slug, student, submission.hash, unsafe)
    if known is not None and (known["refused"] is None) == (submission.refused is None):
        return known
    verdict: dict[str, Any] = {
        "student": student,
        "assignment": lesson.slug,
        "submission_hash": submission.hash,
        "environment": verdicts.environment(root, lesson.slug),
        "refused": submission.refused.to_json() if submission.refused else None,
        "results": [],
        "outputs": {},
        "digests": {},
        "unsafe": unsafe,
    }
    if submission.refused is None:
        try:
            _judge(verdict, assembled(root, lesson.slug, submission), lesson, worker, root)
        except UserError:
            raise
        except Exception:  # a fault of ours costs this submission a person's time, not the class its grades
            verdict["fault"] = traceback.format_exc()[-4000:]
            verdict["results"] = [results.to_json(result) for result in _faults(lesson)]
    verdicts.save(root, verdict)
    return verdict


def assembled(root: Path, assignment: str, submission: Submission) -> Assembled:
    """Return the notebook that is graded; for a refused submission the released one."""
    return reassemble(master(root, assignment), submission.cells)


def master(root: Path, assignment: str) -> NotebookNode:
    """Return the released notebook of an assignment.

    Raises
    ------
    UserError
        If it is not in ``course/``, or was built before the points of an exercise were changed.
    """
    path = root / "course" / assignment / f"{assignment}.ipynb"
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise UserError(
            f"There is no released notebook {path}. Build it with `deeplearn build {assignment}`."
        ) from None


@cache
def _read(path: Path, _changed: int) -> NotebookNode:
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    _same_points(notebook, path.stem)
    return notebook


def _same_points(released: NotebookNode, assignment: str) -> None:
    """Make sure that the notebook and the exercises give the same points.

    The gradebook takes them from the notebook, verdicts from the exercises: there would be two scores of one answer.
    """
    about = {key_of(cell): cell.metadata.get("nbgrader", {}).get("points") for cell in released.cells}
    lesson = exercises.lesson(assignment)
    graded: list[Exercise | Prediction] = [*lesson.exercises, *lesson.predictions]
    for asked in graded:
        there = about.get(asked.check_id)
        if there is not None and there != asked.points:
            raise UserError(
                f"{asked.id} has {asked.points:g} points, and {there:g} in the notebook of course/{assignment}. "
                f"Build the notebook anew with `deeplearn build {assignment}`, then grade."
            )


def _judge(verdict: dict[str, Any], notebook: Assembled, lesson: Lesson, worker: "Worker | None", root: Path) -> None:
    """Fill in the results of all that the lesson asks, and what the student's cells printed."""
    run, sources = _to_run(notebook)
    marks = {exercise.id: digest(sources.get(exercise.cell_id), exercise) for exercise in lesson.exercises}
    verdict["digests"] = {name: mark for name, mark in marks.items() if mark}
    seed = seeds(secret(root), verdict["student"], lesson.slug, verdict["submission_hash"])
    found: list[Result] = []
    if worker is None:
        found.extend(_faults(lesson)[: len(lesson.exercises)])
    else:
        with worker.load(run, _limits(lesson), flatten(lesson.uses)) as loaded:
            verdict["outputs"] = {
                outcome.grade_id: {
                    "ok": outcome.ok,
                    "ended": outcome.ended,
                    "exception": list(outcome.exception),
                    "message": outcome.message,
                    "line": outcome.line,
                    "output": outcome.output,
                }
                for outcome in loaded.outcomes
            }
            order = none_lent_first(lesson.exercises)
            judged = {exercise.id: judge_loaded(exercise, loaded, sources, seed) for exercise in order}
            found.extend(judged[exercise.id] for exercise in lesson.exercises)
    found.extend(read_prediction(asked, sources.get(asked.cell_id)) for asked in lesson.predictions)
    stubs = {key_of(cell): cell.source for cell in master(root, lesson.slug).cells}
    found.extend(_written(asked, sources.get(asked.id), stubs[asked.id]) for asked in lesson.written)
    verdict["results"] = [results.to_json(result) for result in found]


def _to_run(notebook: Assembled) -> tuple[list[Cell], dict[str, str]]:
    """Return the cells that the sandbox runs, and all sources that were handed in, by key."""
    cells = notebook.notebook.cells
    run = [
        Cell(key_of(cell), role_of(cell), cell.source)
        for cell in cells
        if cell.cell_type == "code" and role_of(cell) in RUN
    ]
    return run, {key_of(cell): cell.source for cell in cells if key_of(cell) not in notebook.missing}


def judged_again(
    root: Path,
    lesson: Lesson,
    exercise: Exercise,
    submission: Submission,
    worker: "Worker",
    seed: Callable[[str], int],
) -> Result:
    """Return the result of one exercise of a submission, made anew and not kept. Called from `appeal`."""
    run, sources = _to_run(assembled(root, lesson.slug, submission))
    with worker.load(run, _limits(lesson), flatten(lesson.uses)) as loaded:
        return judge_loaded(exercise, loaded, sources, seed)


def _faults(lesson: Lesson) -> list[Result]:
    """Return results that leave all that the lesson asks to a person: exercises, predictions, written questions."""
    why = (say("why.grader_fault"),)
    everything: list[Exercise | Prediction | Written] = [*lesson.exercises, *lesson.predictions, *lesson.written]
    return [Result(asked.id, None, asked.points, Verdict.GRADER_FAULT, why=why) for asked in everything]


def _written(asked: Written, source: str | None, stub: str) -> Result:
    if source is None or source == stub:
        return Result(asked.id, 0.0, asked.points, Verdict.NOT_ATTEMPTED)
    return Result(asked.id, None, asked.points, Verdict.NEEDS_REVIEW)


def _limits(lesson: Lesson) -> Limits:
    """Return the widest limits that any exercise of the lesson asks for."""
    return max((exercise.limits for exercise in lesson.exercises), key=lambda limits: limits.load_seconds)
