"""Whatever an answer returns, it is the answer that is wrong: no value makes the judgement fail."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder import exercises
from autograder.checking.attempt import Attempt
from autograder.checking.cases import Case, Exercise, Misconception
from autograder.checking.judge import judge
from autograder.checking.rehearsal import rehearse
from autograder.checking.verdicts import Result, Verdict
from autograder.exercises.kit import calling
from autograder.messages import say
from autograder.sandbox import wire
from autograder.sandbox.script import LocalPlayer
from autograder.sandbox.steps import Call, Look, Method, Record, Step, Take
from lessonkit.language import Text

P = Text("a purpose", "目的")
ODD: dict[str, Any] = {
    "none": None,
    "true": True,
    "one": 1.0,
    "large": 2**1022,
    "nan": float("nan"),
    "text": "x",
    "empty list": [],
    "ragged": [[1, 2], [3]],
    "empty dictionary": {},
    "objects": np.array([1, None], dtype=object),
    "empty array": np.array([]),
    "two truths": np.array([True, True]),
    "dictionary of lists": {"loss": [{"train": 0.5}], "a": [1, 2]},
    "nested tuple": ((1, (2,)), 3),
}
EXERCISES = [exercise for slug in exercises.slugs() for exercise in exercises.lesson(slug).exercises]


def seed(case: str) -> int:
    return zlib.crc32(case.encode())


class Altered:
    """Shows what the reference shows, but for some kinds of step: there it shows an odd value, or one inside its own.

    Parameters
    ----------
    exercise : Exercise
        What is asked; its cases must have been rehearsed with `seed`.
    kinds : tuple of type
        The kinds of step.
    odd : object
        The odd value.
    inside : bool
        Whether the value stands deep inside the right one, in the place of the last number or array.
    """

    def __init__(self, exercise: Exercise, kinds: tuple[type[Step], ...], odd: Any, *, inside: bool = False) -> None:
        rehearsals = [rehearse(exercise, case, seed(case.name)) for case in exercise.cases]
        self.expected = {id(one.steps): one.expected for one in rehearsals}
        self.kinds, self.odd, self.inside = kinds, odd, inside

    def play(self, steps: Sequence[Step]) -> list[Record]:
        return [
            self._altered(record) if isinstance(step, self.kinds) else record
            for step, record in zip(steps, self.expected[id(steps)], strict=True)
        ]

    def afresh(self) -> bool:
        return False

    def _altered(self, record: Record) -> Record:
        value = _with_last(record.value, self.odd) if self.inside else self.odd
        try:
            return replace(record, kind="value", value=wire.copy(value), type_name=type(value).__name__)
        except wire.WireError:
            return Record("opaque", type_name="object")


def _with_last(tree: Any, odd: Any) -> Any:
    """Return a tree with the last of its leaves replaced."""
    if isinstance(tree, dict) and tree:
        last = list(tree)[-1]
        return {**tree, last: _with_last(tree[last], odd)}
    if isinstance(tree, list | tuple) and tree:
        return type(tree)([*tree[:-1], _with_last(tree[-1], odd)])
    return odd


def _players(exercise: Exercise, odd: Any) -> Iterator[Any]:
    rehearsals = [rehearse(exercise, case, seed(case.name)) for case in exercise.cases]
    shown = [
        (type(step), record.value) for one in rehearsals for step, record in zip(one.steps, one.expected, strict=True)
    ]
    kinds = {kind for kind, _ in shown}
    if Method in kinds:
        yield Altered(exercise, (Method, Take), odd)
    else:
        yield LocalPlayer(exercise.answers | dict.fromkeys(exercise.names, lambda *args, **kwargs: odd))
    if Look in kinds:
        yield Altered(exercise, (Look,), odd)
    if any(isinstance(value, dict | list | tuple) for kind, value in shown if kind in (Call, Method)):
        yield Altered(exercise, (Call, Method), odd, inside=True)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_no_value_of_an_answer_makes_the_judgement_fail(exercise: Exercise) -> None:
    for name, odd in ODD.items():
        for player in _players(exercise, odd):
            result = judge(exercise, player, Attempt("x = 1"), seed)
            assert result.verdict is not Verdict.GRADER_FAULT, (name, vars(player))


ASKED = Exercise("double", "T-1", 4.0, (lambda x: 2.0 * x,), "double(x)", ())
ASKED.reference[0].__name__ = "double"


def result_of(asked: Exercise, answer: Any) -> Result:
    return judge(asked, LocalPlayer({"double": answer}), Attempt("x = 1"), seed)


def first_times_two(steps: list[Step], records: list[Record]) -> float:
    return float(records[0].value[0] * 2 == 4)


def test_a_value_that_our_own_code_fails_on_is_of_the_wrong_type() -> None:
    asked = replace(ASKED, cases=(Case("one", P, calling("double", np.ones(1)), property=first_times_two),))
    assert result_of(asked, lambda x: 2.0 * x).verdict is Verdict.CORRECT
    result = result_of(asked, lambda x: 2.0)
    assert (result.verdict, result.points) == (Verdict.WRONG_TYPE, 0.0)
    assert result.cases[0].why == (say("why.not_comparable"),)


@pytest.mark.parametrize("error", [ValueError, MemoryError, AssertionError])
def test_what_fails_on_the_reference_as_well_is_a_fault_of_ours(error: type[Exception]) -> None:
    def broken(steps: list[Step], records: list[Record]) -> float:
        raise error

    asked = replace(ASKED, cases=(Case("one", P, calling("double", np.ones(1)), property=broken),))
    result = result_of(asked, lambda x: 2.0)
    assert (result.verdict, result.points) == (Verdict.GRADER_FAULT, None)


def test_a_detector_that_fails_names_no_mistake() -> None:
    def detect(steps: list[Step], records: list[Record]) -> bool:
        return bool(records[0].value == np.zeros(2))

    mistake = Misconception("mistake", lambda x: x, P, detect)
    case = Case("one", P, calling("double", np.ones(2)), property=lambda steps, records: 0.5)
    result = result_of(replace(ASKED, cases=(case,), misconceptions=(mistake,)), lambda x: x)
    assert (result.verdict, result.points, result.misconceptions) == (Verdict.WRONG_VALUE, 2.0, ())


def _asked(name: str, *names: str) -> Exercise:
    """Return an exercise with those of its cases alone that have these names."""
    found = exercises.find(name)[1]
    assert isinstance(found, Exercise)
    return replace(found, cases=[case for case in found.cases if case.name in names] if names else found.cases)


def test_losses_that_are_no_numbers_are_wrong_values() -> None:
    asked = _asked("train_full_batch")

    def train(*args: Any, **kwargs: Any) -> Any:
        params, history = asked.reference[0](*args, **kwargs)
        return params, {**history, "loss": [{"train": value} for value in history["loss"]]}

    result = judge(asked, LocalPlayer(asked.answers | {"train_full_batch": train}), Attempt("x = 1"), seed)
    assert result.verdict is Verdict.WRONG_TYPE
    assert not any(case.why == (say("why.not_comparable"),) for case in result.cases)


def test_classes_in_rows_of_different_lengths_are_of_the_wrong_shape() -> None:
    asked = _asked("mlp_classifier_fit", "by_heart")
    ragged = type("MLPClassifier", (asked.reference[0],), {"predict": lambda self, X: [[1, 2], [3]]})
    result = judge(asked, LocalPlayer(asked.answers | {"MLPClassifier": ragged}), Attempt("x = 1"), seed)
    assert result.verdict is Verdict.WRONG_SHAPE
