"""The outcome of a case, of an exercise, of a submission: plain data, and its JSON."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from autograder.checking.cases import Group
from lessonkit.language import Text


class Verdict(StrEnum):
    """What became of a case or an exercise."""

    CORRECT = "CORRECT"
    NOT_ATTEMPTED = "NOT_ATTEMPTED"
    NOT_DEFINED = "NOT_DEFINED"
    WRONG_SIGNATURE = "WRONG_SIGNATURE"
    WRONG_TYPE = "WRONG_TYPE"
    WRONG_SHAPE = "WRONG_SHAPE"
    WRONG_DTYPE = "WRONG_DTYPE"
    NOT_FINITE = "NOT_FINITE"
    WRONG_VALUE = "WRONG_VALUE"
    INPUT_MODIFIED = "INPUT_MODIFIED"
    RAISED = "RAISED"
    TIMED_OUT = "TIMED_OUT"
    OUT_OF_MEMORY = "OUT_OF_MEMORY"
    FORBIDDEN = "FORBIDDEN"
    GRADER_FAULT = "GRADER_FAULT"
    NOT_GRADED = "NOT_GRADED"
    NEEDS_REVIEW = "NEEDS_REVIEW"


@dataclass(frozen=True)
class CaseResult:
    """What became of one case.

    `why` holds the sentences for the student, the most telling first; empty for a case that passed. `label` is a more
    telling name than the verdict's, or empty.
    """

    name: str
    purpose: Text
    public: bool
    group: Group
    verdict: Verdict
    points: float
    max_points: float
    why: tuple[Text, ...] = ()
    label: str = ""

    @property
    def title(self) -> str:
        """The key of the words that name what became of the case."""
        return f"verdict_name.{self.label or self.verdict}"

    def to_json(self) -> dict[str, Any]:
        """Return the case as the JSON of ``deeplearn try --json``."""
        return {
            "name": self.name,
            "verdict": str(self.verdict),
            "points": self.points,
            "max_points": self.max_points,
        }


@dataclass(frozen=True)
class Result:
    """What became of one exercise, prediction or written question.

    `points` is None where a person must look (`NEEDS_REVIEW`, `GRADER_FAULT`). `label` as in `CaseResult`.
    """

    exercise: str
    points: float | None
    max_points: float
    verdict: Verdict
    misconceptions: tuple[str, ...] = ()
    cases: Sequence[CaseResult] = ()
    why: tuple[Text, ...] = ()
    advice: tuple[Text, ...] = field(default=())
    label: str = ""

    @property
    def title(self) -> str:
        """The key of the words that name what became of the exercise."""
        return f"verdict_name.{self.label or self.verdict}"

    @property
    def misconception(self) -> str | None:
        """The name of the first misconception that explains the answer."""
        return self.misconceptions[0] if self.misconceptions else None

    def to_json(self) -> dict[str, Any]:
        """Return the result as JSON, the form of ``deeplearn try --json``."""
        return {
            "exercise": self.exercise,
            "points": self.points,
            "max_points": self.max_points,
            "verdict": str(self.verdict),
            "misconception": self.misconception,
            "misconceptions": list(self.misconceptions),
            "cases": [case.to_json() for case in self.cases],
        }
