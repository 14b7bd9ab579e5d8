"""Whether parameters come out of a gradient check as they went in, and if not, how far off."""

import numpy as np

from autograder.checking.cases import Detector
from autograder.checking.findings import Finding
from autograder.checking.verdicts import Verdict
from autograder.messages import say
from autograder.sandbox.steps import Look, Make, Record, Step

ROUNDING = 1e-13
"""Further off than this is no rounding."""


def bit_by_bit(steps: list[Step], records: list[Record]) -> float | Finding:
    """Judge whether every array that is looked at holds exactly what was made: full marks, or the first one."""
    for step, off in _off(steps, records):
        if off > 0:
            return Finding(Verdict.INPUT_MODIFIED, (say("why.modified", name=step.target.name),))
    return 1.0


def left_perturbed(*, far: bool) -> Detector:
    """Return a detector of parameters that are not put back: by a whole move (`far`), or by rounding only."""

    def detect(steps: list[Step], records: list[Record]) -> bool:
        most = max((off for _, off in _off(steps, records)), default=0.0)
        return most > ROUNDING if far else 0.0 < most <= ROUNDING

    return detect


def _off(steps: list[Step], records: list[Record]) -> list[tuple[Look, float]]:
    """Return how far each array that is looked at is from what was made."""
    made = {step.into: step.value for step in steps if isinstance(step, Make)}
    seen = []
    for step, record in zip(steps, records, strict=False):
        if isinstance(step, Look) and record.kind == "value":
            at, key = step.target.path
            asked = made[step.target.name][at][key]
            fits = isinstance(record.value, np.ndarray) and record.value.shape == asked.shape
            off = float(np.abs(record.value - asked).max()) if fits else np.inf
            seen.append((step, np.inf if np.isnan(off) else off))  # nan is not put back, and farther than any number
    return seen
