"""Answers to an exercise: those catalogued in its file, and those in ``tests/submissions``, judged by the engine."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder.checking.attempt import Attempt, CellFailure
from autograder.checking.cases import Exercise, Misconception
from autograder.checking.judge import judge
from autograder.checking.rehearsal import variant_namespace
from autograder.checking.verdicts import Result, Verdict
from autograder.grading.seeds import seeds
from autograder.sandbox.script import LocalPlayer

SUBMISSIONS = Path("tests/submissions")
UNSEEN = "import numpy as np\n"
"""Stands for the source of an answer that is a function, not a file."""


@dataclass(frozen=True)
class Answer:
    """One answer and what is expected of it.

    Parameters
    ----------
    name : str
        The file's stem, or the misconception's name.
    source : str
        Its text; `UNSEEN` for a function.
    verdict : str
        Expected verdict; empty where any but CORRECT will do.
    sentence : str
        Name of the misconception that must be named; empty where none is expected.
    variant : Misconception, optional
        Where the answer is the catalogue's own function.
    """

    name: str
    source: str
    verdict: str = ""
    sentence: str = ""
    variant: Misconception | None = None

    @property
    def right(self) -> bool:
        """Whether full marks are expected."""
        return self.verdict == Verdict.CORRECT

    def as_expected(self, result: Result) -> bool:
        """Whether a result has the expected verdict, and full marks exactly for a right answer."""
        if self.right:
            return result.verdict is Verdict.CORRECT and result.points == result.max_points
        rejected = result.points is not None and result.points < result.max_points
        return rejected and (str(result.verdict) == self.verdict if self.verdict else result.verdict != "CORRECT")


def answers_to(exercise: Exercise, root: Path) -> list[Answer]:
    """Return all right and wrong answers to an exercise that the course holds.

    Raises
    ------
    ValueError
        If a wrong answer's first line does not say what is expected.
    """
    folder = root / SUBMISSIONS / exercise.id
    right = [Answer(path.stem, path.read_text("utf-8"), "CORRECT") for path in sorted(folder.glob("right_*.py"))]
    wrong = [_wrong(path) for path in sorted(folder.glob("wrong_*.py"))]
    known = [Answer(m.name, UNSEEN, "", m.name, m) for m in exercise.misconceptions]
    return [*right, *wrong, *known]


def _wrong(path: Path) -> Answer:
    source = path.read_text("utf-8")
    found = re.match(r"# expect: (\w+) (\S+)", source)
    if found is None:
        raise ValueError(f"{path.name}: the first line must be '# expect: VERDICT SENTENCE', a '-' for no sentence.")
    verdict, name = found.groups()
    return Answer(path.stem, source, verdict, "" if name == "-" else name)


def seed_of(exercise: Exercise, number: int) -> Callable[[str], int]:
    """Return the seeds of one imagined submission: from a case's name to its seed, made as in grading."""
    probe = seeds(b"deeplearn quality", str(number), exercise.id, "")
    return lambda case: probe(f"{exercise.id}/{case}")


def result_of(exercise: Exercise, answer: Answer, number: int) -> Result:
    """Judge an answer in this process, all cases, with the seeds of one imagined submission."""
    np.random.seed(number)  # noqa: NPY002 - an answer that draws from the global state does so alike in every run
    namespace, failure = _namespace(exercise, answer)
    player = LocalPlayer(namespace, lambda filename: filename.startswith("<cell "))
    return judge(exercise, player, Attempt(answer.source, failure), seed_of(exercise, number))


def _namespace(exercise: Exercise, answer: Answer) -> tuple[dict[str, Any], CellFailure | None]:
    if answer.variant is not None:
        return variant_namespace(exercise, answer.variant), None
    namespace = {"np": np, "__name__": "__main__"} | {need.__name__: need for need in exercise.needs}
    try:
        exec(compile(answer.source, f"<cell {exercise.id}>", "exec"), namespace)  # noqa: S102 - the course's own, forked
    except Exception as error:
        names = tuple(kind.__name__ for kind in type(error).__mro__)
        return namespace, CellFailure(exception=names, message=str(error))
    return namespace, None
