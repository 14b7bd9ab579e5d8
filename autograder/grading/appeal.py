"""A verdict made again, step by step, for a student who doubts it: same file, same seeds, nothing from the cache."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder import exercises
from autograder.checking.calls import call_text
from autograder.checking.cases import Exercise, Lesson
from autograder.checking.rehearsal import steps_of
from autograder.checking.verdicts import Result
from autograder.config import secret
from autograder.errors import UserError
from autograder.grading import cache
from autograder.grading.gate import Submission, admit
from autograder.grading.seeds import seeds
from autograder.grading.submission import judged_again
from autograder.sandbox.steps import Call
from autograder.sandbox.walls import open_for_grading


@dataclass(frozen=True)
class CaseAgain:
    """One case: its seed, the call that it made, what it gave then (None: no such case then) and gives now."""

    name: str
    seed: int
    call: str
    then: str | None
    now: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Appeal:
    """What came of judging an answer again.

    Parameters
    ----------
    student, assignment, exercise : str
        Whose answer to what.
    then, now : float or None
        The points; None where a person must look, `then` also where no verdict is kept.
    most : float
        The points that there are.
    submission_hash : str
        SHA-256 of the file that was judged now.
    same_file, same_environment : bool
        Whether file, exercise, grader, NumPy and Python are those of the verdict that is kept.
    cases : tuple of CaseAgain
        All cases, public and hidden.
    why : tuple of str
        What is said of the answer as a whole: that it can't be read as Python, say.
    """

    student: str
    assignment: str
    exercise: str
    then: float | None
    now: float | None
    most: float
    submission_hash: str
    same_file: bool
    same_environment: bool
    cases: tuple[CaseAgain, ...]
    why: tuple[str, ...] = ()

    @property
    def reproduced(self) -> bool:
        """Whether the verdict that is kept came out again, case by case; which limit ended a case does not count."""
        return self.then == self.now and all(_limit(case.then) == _limit(case.now) for case in self.cases)

    @property
    def other_limits(self) -> bool:
        """Whether another limit than then, time in place of memory or the reverse, ended a case."""
        return self.reproduced and any(case.then != case.now for case in self.cases)


def appeal(submitted: Path, student: str, name: str, *, root: Path, unsafe: bool = False) -> Appeal:
    """Judge one answer of one student again.

    Parameters
    ----------
    submitted : Path
        The folder with one folder per student.
    student : str
        The student's id.
    name : str
        The exercise: ``"step"`` or ``"L01-E1"``, or as it is called on a page: ``"check-step"``.
    root : Path
        The course.
    unsafe : bool
        Whether to run it without a sandbox.

    Raises
    ------
    UserError
        If there is no such exercise or submission, or the file can't be read.
    SandboxUnavailableError
        If no sandbox works on this machine and `unsafe` is false.
    """
    lesson, exercise = _asked(name, submitted / student)
    submission = _handed_in(submitted / student / lesson.slug, lesson.slug)
    kept = cache.stored(root, lesson.slug, student)
    seed = seeds(secret(root), student, lesson.slug, submission.hash)
    with open_for_grading(unsafe=unsafe) as worker:
        result = judged_again(root, lesson, exercise, submission, worker, seed)
    before = next((one for one in (kept or {}).get("results", ()) if one["exercise"] == exercise.id), None)
    return Appeal(
        student=student,
        assignment=lesson.slug,
        exercise=exercise.id,
        then=before["points"] if before else None,
        now=result.points,
        most=exercise.points,
        submission_hash=submission.hash,
        same_file=kept is not None and kept["submission_hash"] == submission.hash,
        same_environment=kept is not None and kept["environment"] == cache.environment(root, lesson.slug),
        cases=_cases(exercise, result, before, seed),
        why=tuple(text.en for text in result.why),
    )


def _limit(verdict: str | None) -> str | None:
    """Return the verdict, the same for both limits: which of them is met first hangs on how fast the machine is."""
    return "TIMED_OUT" if verdict == "OUT_OF_MEMORY" else verdict


def _handed_in(folder: Path, assignment: str) -> Submission:
    """Return a submission, or tell the instructor why there is nothing to judge again."""
    file = folder / f"{assignment}.ipynb"
    if not folder.is_dir():
        raise UserError(
            f"There is no folder {folder}: nothing was handed in for {assignment}. Name the folder of submissions "
            "with --submitted if it is another one."
        )
    submission = admit(folder, assignment)
    if submission.refused is None:
        return submission
    raise UserError(
        f"{file} can't be graded, so there is no answer to judge again. The student's page says: "
        f'"{submission.refused.en}"'
    )


def _asked(name: str, handed_in: Path) -> tuple[Lesson, Exercise]:
    plain = name.strip().removeprefix("check-")
    if plain.startswith("prediction_"):  # as it is called in the notebook and on the page
        plain = plain.removeprefix("prediction_").replace("_", "-")
    try:
        lesson, asked = exercises.find(plain)
    except KeyError:
        raise UserError(_no_such(plain, handed_in)) from None
    if not isinstance(asked, Exercise):
        raise UserError(f"{name} is a prediction: a letter counts, whichever it is. There is nothing to judge again.")
    return lesson, asked


def _no_such(name: str, handed_in: Path) -> str:
    """Return what to say of a name that no exercise has: a written question's, or a wrong one."""
    lessons = [exercises.lesson(slug) for slug in exercises.slugs()]
    if any(name in (asked.id, asked.alias) for lesson in lessons for asked in lesson.written):
        return f"{name} is a written question: a person grades it, in the formgrader. There is nothing to judge again."
    number = re.match(r"L(\d\d)\b", name)
    asked = [lesson for lesson in lessons if number and lesson.slug.startswith(f"{number[1]}_")]
    asked = asked or [lesson for lesson in lessons if (handed_in / lesson.slug).is_dir()] or lessons
    names = "; ".join(f"{lesson.slug}: {', '.join(one.id for one in lesson.exercises)}" for lesson in asked)
    return f"There is no exercise {name!r}. The exercises are, {names}."


def _cases(
    exercise: Exercise, result: Result, before: dict[str, Any] | None, seed: Callable[[str], int]
) -> tuple[CaseAgain, ...]:
    then = {case["name"]: case["verdict"] for case in before["cases"]} if before else {}
    by_name = {case.name: case for case in exercise.cases}
    again = []
    for case in result.cases:
        number = seed(f"{exercise.id}/{case.name}")
        steps = steps_of(by_name[case.name], number)
        calls = [step for step in steps if isinstance(step, Call)]
        call = call_text(calls[-1], steps) if calls else ""
        why = tuple(text.en for text in case.why)
        again.append(CaseAgain(case.name, number, call, then.get(case.name), str(case.verdict), why))
    return tuple(again)
