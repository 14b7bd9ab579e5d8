"""A case played in advance, on this side: what the reference shows, and what each known mistake would show."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from autograder.checking.cases import Case, Exercise, Misconception
from autograder.sandbox.script import LocalPlayer
from autograder.sandbox.steps import Call, Method, Record, Step, Take


class ReferenceFaultError(RuntimeError):
    """A case cannot be judged: the reference itself gives no evidence on it."""


class Rehearsal:
    """A case with its script for one seed, and what others than the answer show in it.

    Parameters
    ----------
    exercise : Exercise
        What is asked.
    case : Case
        One of its cases.
    seed : int
        Of the case's random inputs.

    Attributes
    ----------
    steps : list of Step
        The script.
    expected : list of Record
        What the reference shows.

    Raises
    ------
    ReferenceFaultError
        If the reference shows nothing that could be compared: such a case would pass anything.
    """

    def __init__(self, exercise: Exercise, case: Case, seed: int) -> None:
        self.exercise, self.case = exercise, case
        try:
            self.steps = steps_of(case, seed)
            self.expected = _evidence(exercise, case, self.steps)
        except ReferenceFaultError:
            raise
        except Exception as error:
            raise ReferenceFaultError(f"{exercise.id}/{case.name}: {error!r}") from error
        self._mistaken: dict[str, list[Record]] = {}

    def mistaken(self, misconception: Misconception) -> list[Record]:
        """Return what the variant of a known mistake shows; it is played once, however many answers are compared."""
        if misconception.name not in self._mistaken:
            player = LocalPlayer(variant_namespace(self.exercise, misconception))
            self._mistaken[misconception.name] = player.play(self.steps)
        return self._mistaken[misconception.name]


rehearse = lru_cache(maxsize=1024)(Rehearsal)
"""A case is often asked again with the same seed: by another answer, or by a second try of the same."""


def steps_of(case: Case, seed: int) -> list[Step]:
    """Return the steps of a case for one seed."""
    return case.script(np.random.default_rng(seed))


def variant_namespace(exercise: Exercise, misconception: Misconception) -> dict[str, Any]:
    """Return the reference as a namespace, the variant in place of the asked functions."""
    variant = misconception.variant
    if callable(variant):
        return exercise.answers | {exercise.names[0]: variant}
    return exercise.answers | {function.__name__: function for function in variant}


def _evidence(exercise: Exercise, case: Case, steps: Sequence[Step]) -> list[Record]:
    """Return what the reference shows, made sure that it shows something."""
    if case.property is not None and case.shown is not None:
        return case.shown(steps)
    records = LocalPlayer(exercise.answers).play(steps)
    evidence = [record for record in records if record.kind in ("value", "exception")]
    if not evidence or any(record.kind in ("missing", "unbound") for record in records):
        raise ReferenceFaultError(f"{exercise.id}/{case.name}: the reference gives nothing to compare with")
    for step, record in zip(steps, records, strict=True):
        # An error in what a case lays on the table would be one on both sides, and so pass anything.
        if record.kind == "exception" and not isinstance(step, Call | Method | Take):
            raise ReferenceFaultError(f"{exercise.id}/{case.name}: {type(step).__name__} fails: {record.message}")
    if all(record.kind == "value" and record.type_name == "NoneType" for record in evidence):
        raise ReferenceFaultError(f"{exercise.id}/{case.name}: the reference returns None")
    return records
