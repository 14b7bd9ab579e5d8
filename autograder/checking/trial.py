"""One case tried: the script on the answer and on the reference, and what the records tell."""

import builtins
import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Protocol

import numpy as np

from autograder.checking import display, reasons
from autograder.checking.attempt import Attempt
from autograder.checking.calls import call_text
from autograder.checking.cases import Case, Exercise
from autograder.checking.compare import compare
from autograder.checking.discreet import discreet
from autograder.checking.explain import Setting, explain
from autograder.checking.findings import Finding
from autograder.checking.named import named_quantity
from autograder.checking.rehearsal import ReferenceFaultError, Rehearsal, rehearse
from autograder.checking.verdicts import Verdict
from autograder.messages import say
from autograder.sandbox.script import LocalPlayer
from autograder.sandbox.steps import Call, CountLines, Look, Method, Record, Step, Write
from lessonkit.language import Text

OF_ODD_VALUES = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)
"""What our code raises on a value of a form it was not written for; anything else, as want of memory, is a fault."""


class Player(Protocol):
    """Whatever performs a script on an answer: in the notebook, or in the sandbox."""

    def play(self, steps: Sequence[Step]) -> list[Record]:
        """Perform the steps in order and return a record of each."""
        ...

    def afresh(self) -> bool:
        """Forget what earlier scripts left behind; return whether the last one is worth playing again for that."""
        ...


@dataclass(frozen=True)
class Trial:
    """A case, what was played in advance, what the answer showed, and what was found.

    `rehearsal` is None, and nothing is shown, where the answer was not called. `share` is the part of the case's
    points that is earned, from 0 to 1.
    """

    case: Case
    rehearsal: Rehearsal | None
    actual: Sequence[Record]
    finding: Finding | None
    share: float

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return self.finding is None

    @property
    def steps(self) -> Sequence[Step]:
        """The script that was played."""
        return self.rehearsal.steps if self.rehearsal else ()

    @property
    def expected(self) -> Sequence[Record]:
        """What the reference shows."""
        return self.rehearsal.expected if self.rehearsal else ()


def untried(case: Case, finding: Finding) -> Trial:
    """Return the trial of a case in which the answer is not called."""
    return Trial(case, None, (), finding, 0.0)


def try_case(exercise: Exercise, case: Case, player: Player, attempt: Attempt, seed: int) -> Trial:
    """Run one case on the answer and judge it.

    Raises
    ------
    ReferenceFaultError
        If the case or the reference is at fault.
    """
    rehearsal = rehearse(exercise, case, seed)
    actual = player.play(rehearsal.steps)
    if not case.public:
        actual = [discreet(record, attempt.source) for record in actual]
    try:
        return judged(rehearsal, actual, attempt)
    except Exception as error:
        raise ReferenceFaultError(f"{exercise.id}/{case.name}: {error!r}") from error


def judged(rehearsal: Rehearsal, actual: Sequence[Record], attempt: Attempt) -> Trial:
    """Return the trial for what an answer has shown.

    Where our own code fails on the answer's values, though the reference's pass, their form is what is wrong. What
    fails on the reference's as well is a fault of ours, and is passed on.
    """
    try:
        return _looked_at(rehearsal, actual, attempt)
    except OF_ODD_VALUES:
        if not _passes_itself(rehearsal):
            raise
        finding = Finding(Verdict.WRONG_TYPE, (say("why.not_comparable"),))
        return Trial(rehearsal.case, rehearsal, actual, finding, 0.0)


@lru_cache(maxsize=256)
def _passes_itself(rehearsal: Rehearsal) -> bool:
    """Whether the reference passes a case; it is played here where the rehearsal did without."""
    shown = rehearsal.expected
    if rehearsal.case.shown is not None:
        shown = LocalPlayer(rehearsal.exercise.answers).play(rehearsal.steps)
    try:
        return _looked_at(rehearsal, shown, Attempt("")).passed
    except OF_ODD_VALUES:
        return False


def _looked_at(rehearsal: Rehearsal, actual: Sequence[Record], attempt: Attempt) -> Trial:
    case, steps, expected = rehearsal.case, rehearsal.steps, rehearsal.expected
    view = _View(rehearsal.exercise, case, steps, attempt)
    if case.property is None:
        finding = view.first_finding(actual, expected)
        return Trial(case, rehearsal, actual, finding, 0.0 if finding else 1.0)
    finding = view.first_failure(actual, expected)
    if finding is not None:
        if finding.why == (say("why.other_form"),):
            judged_form = case.property(list(steps), list(actual))  # says what is wrong with the form, if it can
            finding = judged_form if isinstance(judged_form, Finding) else finding
        return Trial(case, rehearsal, actual, finding, 0.0)
    outcome = case.property(list(steps), list(actual))
    if isinstance(outcome, Finding):
        return Trial(case, rehearsal, actual, outcome, float(np.clip(outcome.share, 0.0, 1.0)))
    share = float(np.clip(outcome, 0.0, 1.0)) if np.isfinite(outcome) else 0.0
    if share >= 1.0:
        return Trial(case, rehearsal, actual, None, 1.0)
    told = case.failed or say("why.property", percent=round(100 * share))
    return Trial(case, rehearsal, actual, Finding(Verdict.WRONG_VALUE, (told,)), share)


@dataclass(frozen=True)
class _View:
    exercise: Exercise
    case: Case
    steps: Sequence[Step]
    attempt: Attempt

    def first_finding(self, actual: Sequence[Record], expected: Sequence[Record]) -> Finding | None:
        """Return the first finding of a script whose records must equal the reference's."""
        for at, step in enumerate(self.steps):
            given = actual[at] if at < len(actual) else None
            finding = self._finding(at, step, given, expected[at])
            if finding is not None:
                telling = [record.value for record in (given, expected[at]) if record is not None]
                return self._with_call(at, self._with_quantity(at, finding, given, expected), telling)
        return None

    def _with_quantity(self, at: int, finding: Finding, given: Record | None, expected: Sequence[Record]) -> Finding:
        """Say what a wrong value is, where it is the right value of something else."""
        if finding.verdict is not Verdict.WRONG_VALUE or given is None or given.kind != "value":
            return finding
        if any(before is self.steps[at] for before in self.steps[:at]):  # the same question, answered rightly before
            return replace(finding, relations=(say("relation.shared_state"),))
        if finding.relations:
            return finding
        tolerance = self.case.tolerance or self.exercise.tolerance
        told = named_quantity(given.value, at, self.steps, expected, self.exercise, tolerance)
        return finding if told is None else replace(finding, relations=(told,))

    def first_failure(self, actual: Sequence[Record], expected: Sequence[Record]) -> Finding | None:
        """Return the first step of a property's script that gave no value where the reference gives one."""
        for at, step in enumerate(self.steps):
            given = actual[at] if at < len(actual) else None
            finding = self._no_value(step, given, expected[at])
            if finding is not None:
                return self._with_call(at, finding)
        return None

    def _finding(self, at: int, step: Step, given: Record | None, expected: Record) -> Finding | None:
        if expected.kind == "exception" and given is not None and given.kind in ("value", "opaque", "exception"):
            return self._should_raise(given, expected)
        failure = self._no_value(step, given, expected)
        if failure is not None or expected.kind != "value" or given is None or not self._is_compared(step):
            return failure
        if isinstance(step, Look) and step.target.name in display.made(self.steps):
            return self._input_changed(at, step, given, expected)
        tolerance = self.case.tolerance or self.exercise.tolerance
        difference = compare(given.value, expected.value, tolerance, float64=self.exercise.float64)
        if difference is None:
            return None
        setting = Setting(self.case.public, self._quantities(at), tolerance)
        return explain(given.value, expected.value, difference, setting)

    def _is_compared(self, step: Step) -> bool:
        """Whether what a step shows must equal what the reference shows."""
        named = step.target.name if isinstance(step, Look) else getattr(step, "into", "")
        return not self.case.compared or named in self.case.compared

    def _no_value(self, step: Step, given: Record | None, expected: Record) -> Finding | None:
        """Return what is wrong with a record that is no value, where a value (or nothing) is expected."""
        if given is None:
            raise ReferenceFaultError("a record is missing")
        match given.kind:
            case "ended":
                return reasons.ended(given)
            case "missing" if isinstance(step, Method):
                return Finding(Verdict.WRONG_TYPE, (say("why.no_method", name=step.method),))
            case "missing":  # what was asked for, not what the answer calls it
                return reasons.not_defined(_called(step), self.attempt)
            case "unbound":
                told = say("why.signature", actual=given.value, expected=self.exercise.signature)
                return Finding(Verdict.WRONG_SIGNATURE, (told,))
            case "exception":
                if expected.kind == "exception":
                    return None
                if isinstance(step, Look | Write):  # our own step, on a result of another form
                    return Finding(Verdict.WRONG_TYPE, (self._out_of_reach(step, given),))
                return reasons.raised(given, self.attempt, public=self.case.public)
            case "opaque":
                if expected.kind == "opaque":  # what it holds, or does, is for the steps that use it
                    return None
                return Finding(Verdict.WRONG_TYPE, (say("why.opaque", name=given.type_name),))
            case "value" if given.value is None and expected.kind == "value" and expected.value is not None:
                return reasons.returned_nothing(given, self.attempt, _called(step))
        return None

    def _out_of_reach(self, step: Look | Write, given: Record) -> Text:
        """Return what is missing where a part of a result cannot be reached: an attribute of an object, or else."""
        made = {before.into: before.function for before in self.steps if isinstance(before, Call)}
        asked = {function.__name__: function for function in self.exercise.reference}
        name = step.target.path[0] if step.target.path else ""
        is_object = inspect.isclass(asked.get(made.get(step.target.name, "")))
        if is_object and "AttributeError" in given.exception and given.message.endswith(f"no attribute '{name}'"):
            return say("why.no_attribute", name=name)
        return say("why.other_form")

    def _should_raise(self, given: Record, expected: Record) -> Finding | None:
        asked = next(name for name in expected.exception if hasattr(builtins, name))
        if given.kind != "exception":
            key = "why.should_raise"
            if given.kind == "value" and given.value is None:
                key = "why.should_raise_nothing"
            elif given.type_name == asked:
                key = "why.should_raise_returned"
            told = say(key, exception=asked)
            return Finding(Verdict.WRONG_VALUE, (told,), label="NO_ERROR")
        if asked in given.exception:
            return None
        told = say("why.should_raise_other", exception=asked, actual=given.exception[0])
        return Finding(Verdict.RAISED, (told,))

    def _input_changed(self, at: int, step: Look, given: Record, expected: Record) -> Finding | None:
        if compare(given.value, expected.value) is None and _same_keys(given.value, expected.value):
            return None
        written = any(isinstance(before, Write) for before in self.steps[:at])
        key = "why.aliased" if written else "why.modified"
        return Finding(Verdict.INPUT_MODIFIED, (say(key, name=step.target.name),))

    def _quantities(self, at: int) -> dict[str, float]:
        """Return m, n and the numeric arguments of the call that led to step `at`."""
        calls = [step for step in self.steps[: at + 1] if isinstance(step, Call)]
        asked = {function.__name__: function for function in self.exercise.reference}
        if not calls or calls[-1].function not in asked:
            return {}
        given = display.arguments(calls[-1], self.steps, asked[calls[-1].function])
        return quantities(given)

    def _with_call(self, at: int, finding: Finding, telling: Sequence[Any] = ()) -> Finding:
        """Put what was tried in front, for public cases: hidden inputs are described by their purpose."""
        called = [step for step in self.steps[: at + 1] if isinstance(step, Call)]
        if not self.case.public or not called:
            return finding
        if finding.verdict in (Verdict.NOT_DEFINED, Verdict.WRONG_SIGNATURE):
            return finding
        return replace(finding, tried=(say("why.call", call=call_text(called[-1], self.steps, telling)),))


def _same_keys(given: Any, expected: Any) -> bool:
    """Whether two values that agree hold nothing more than each other: a key that was added is a change, too."""
    if isinstance(expected, dict):
        return given.keys() == expected.keys() and all(_same_keys(given[key], expected[key]) for key in expected)
    if isinstance(expected, list | tuple):
        return all(map(_same_keys, given, expected))
    return True


def _called(step: Step) -> str:
    if isinstance(step, Call | CountLines):
        return step.function
    return step.method if isinstance(step, Method) else ""


def quantities(given: Mapping[str, Any]) -> dict[str, float]:
    """Return the named numbers of a call: ``m``, ``n`` of the first 2-D array, ``n_out`` of W, numeric arguments."""
    named: dict[str, float] = {}
    for value in given.values():
        if isinstance(value, np.ndarray) and value.ndim == 2 and value.size and "m" not in named:
            named |= {"m": float(value.shape[0]), "n": float(value.shape[1])}
    weights = given.get("W")
    if isinstance(weights, np.ndarray) and weights.ndim == 2 and weights.size:
        named["n_out"] = float(weights.shape[1])
    for name, value in given.items():
        if isinstance(value, int | float | np.number) and not isinstance(value, bool):
            named[name] = float(value)
    return named
