"""A sample in the real sandbox: one right and one wrong answer to each exercise of a lesson."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder import exercises
from autograder.checking.cases import Exercise
from autograder.grading.answer import SETUP, judge_loaded
from autograder.quality.answers import Answer, answers_to, seed_of
from autograder.sandbox.backends import SandboxUnavailableError
from autograder.sandbox.bundle import flatten
from autograder.sandbox.launcher import Cell, Worker, open_worker


@dataclass(frozen=True)
class Sandboxed:
    """What the sandbox said: a sentence, and the answers it judged otherwise than expected."""

    told: str
    problems: tuple[str, ...] = ()


def sandboxed(slug: str, root: Path) -> Sandboxed:
    """Judge a right and a wrong answer to each exercise of a lesson in the sandbox, where there is one."""
    asked = exercises.lesson(slug).exercises
    sample = [(exercise, answer) for exercise in asked for answer in _sample(answers_to(exercise, root))]
    problems = []
    try:
        with open_worker() as worker:
            for exercise, answer in sample:
                problems.extend(_judged(worker, exercise, answer))
    except SandboxUnavailableError as error:
        return Sandboxed(f"Not tried in the sandbox, there is none: {error}")
    return Sandboxed(f"{len(sample)} answers judged in the sandbox.", tuple(problems))


def _sample(answers: Sequence[Answer]) -> list[Answer]:
    """Return the first right answer and the first wrong one, sooner one whose mistake has a name."""
    files = [answer for answer in answers if answer.variant is None]
    wrong = sorted((answer for answer in files if not answer.right), key=lambda answer: not answer.sentence)
    return [*[answer for answer in files if answer.right][:1], *wrong[:1]]


def _judged(worker: Worker, exercise: Exercise, answer: Answer) -> list[str]:
    uses = exercises.find(exercise.id)[0].uses
    names = ", ".join(function.__name__ for function in uses)
    setup = f"{SETUP}\nfrom helpers import {names}" if uses else SETUP
    cells = [Cell("setup", "setup", setup), Cell(exercise.cell_id, "solution", answer.source)]
    seed = seed_of(exercise, 0)
    with worker.load(cells, exercise.limits, flatten(uses)) as loaded:
        sources = {exercise.cell_id: answer.source}
        result = judge_loaded(exercise, loaded, sources, lambda probe: seed(probe.split("/", 1)[1]))
    if answer.as_expected(result):
        return []
    asked = answer.verdict or "any verdict but CORRECT"
    return [f"{exercise.id}, {answer.name} in the sandbox: asked is {asked}; it gets {result.verdict}."]
