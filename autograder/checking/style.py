"""Is there a Python loop over the samples? Found by counting executed lines, never by the clock."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checking.cases import Case, Group
from autograder.checking.findings import Finding
from autograder.checking.verdicts import Verdict
from autograder.messages import say
from autograder.sandbox.steps import CountLines, Record, Step
from lessonkit.language import Text

SIZES = (5, 50, 500)
PER_SAMPLE = 0.2
"""More executed lines per further sample than this is a loop: even the shortest one runs a line each."""


def no_sample_loop(
    name: str,
    purpose: Text,
    function: str,
    inputs: Callable[[np.random.Generator, int], tuple[Any, ...]],
    *,
    weight: float = 1.0,
    public: bool = False,
) -> Case:
    """Return the case that fails where `function` runs more lines of Python the more samples it gets.

    Parameters
    ----------
    name, purpose, weight, public
        As in `Case`.
    function : str
        The function that is called.
    inputs : callable
        ``inputs(rng, m)`` returns the positional arguments for m samples.
    """

    def script(rng: np.random.Generator) -> list[Step]:
        return [CountLines(function, inputs(rng, m)) for m in SIZES]

    return Case(name, purpose, script, weight, Group.STYLE, public, property=_growth)


def _growth(steps: Sequence[Step], records: Sequence[Record]) -> float | Finding:
    few, many = records[0].value, records[-1].value
    if type(few) is not int or type(many) is not int:
        return 0.0
    if many - few <= PER_SAMPLE * (SIZES[-1] - SIZES[0]):
        return 1.0
    told = say("why.loop", small=SIZES[0], few=few, large=SIZES[-1], many=many)
    return Finding(Verdict.FORBIDDEN, (told,))
