"""Which catalogued misconceptions explain the failing cases: their variants are run on the host."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checking.attempt import Attempt
from autograder.checking.cases import Detector, Exercise, Group, Misconception, Tolerance
from autograder.checking.compare import compare, within
from autograder.checking.discreet import discreet
from autograder.checking.trial import Trial, judged
from autograder.sandbox.steps import Record

ORDINARY = (Group.VALUE, Group.SHAPE)
ABOUT_VALUES = (*ORDINARY, Group.EDGE, Group.STABILITY)


def hits(exercise: Exercise, failing: Sequence[Trial], passing: Sequence[Trial] = ()) -> tuple[Misconception, ...]:
    """Return the misconceptions that match the answer.

    An answer may hold more than one mistake. So where no misconception matches on all cases about values, the
    ordinary ones among them decide; cases about arguments, errors and the empty batch decide only where they alone
    fail, and then a misconception must also agree with what passes: it would have shown there. Where none matches on
    all that decides, those are named that match on a part of it, if the rest fails for other reasons; see `_partly`.
    None is named that an ordinary case which passes speaks against: its variant gives other numbers there. An edge
    case that passes does not, for an answer may guard against that edge alone. An answer that leaves its arguments
    alone is never said to write into them.

    Parameters
    ----------
    exercise : Exercise
        With its misconceptions.
    failing, passing : sequence of Trial
        The cases in which the answer was really called.
    """
    if not failing:
        return ()
    unchanged = [t for t in passing if t.case.group is Group.PURITY]

    def fits(misconception: Misconception, groups: Sequence[Group]) -> bool:
        leaves_alone = misconception.detect or all(
            _agrees(exercise, misconception, t, values_only=True) for t in unchanged
        )
        shown = [t for t in passing if t.case.group in groups and t.case.property is None]
        return bool(leaves_alone) and not any(_speaks_against(exercise, misconception, t) for t in shown)

    for groups in (ABOUT_VALUES, ORDINARY):
        telling = [t for t in failing if t.case.group in groups]
        found = tuple(m for m in exercise.misconceptions if all(_matches(exercise, m, t) for t in telling))
        found = tuple(m for m in found if telling and fits(m, ORDINARY))
        if found:
            return found
    about_values = [t for t in failing if t.case.group in ABOUT_VALUES]
    if about_values:
        return _partly(exercise, about_values, lambda m: fits(m, ABOUT_VALUES))
    telling = [t for t in failing if t.case.group is not Group.STYLE]
    kinds = {trial.case.group for trial in telling}
    alike = [t for t in passing if t.case.group in kinds]
    others = [t for t in passing if t.case.group not in kinds and t.case.group is not Group.STYLE]

    def agrees(misconception: Misconception) -> bool:
        return all(_agrees(exercise, misconception, t) for t in alike) and all(
            _agrees(exercise, misconception, t, values_only=True) for t in others
        )

    found = tuple(m for m in exercise.misconceptions if telling and all(_matches(exercise, m, t) for t in telling))
    return tuple(m for m in found if agrees(m)) or _partly(exercise, telling, agrees)


def unexplained(exercise: Exercise, found: Sequence[Misconception], failing: Sequence[Trial]) -> list[Trial]:
    """Return the cases that fail although none of the mistakes found, as the catalogue has them, would fail them.

    There may be another reason, or the same mistake was made more thoroughly. How the code is written, loop or not, is
    left out: that says itself.
    """
    tried = [t for t in failing if t.rehearsal is not None and t.case.group is not Group.STYLE]
    return [t for t in tried if found and all(_passes(exercise, m, t) for m in found)]


def _partly(
    exercise: Exercise, telling: Sequence[Trial], fits: Callable[[Misconception], bool]
) -> tuple[Misconception, ...]:
    """Return the misconceptions that match on some of the cases, where nothing in the others speaks against them.

    That is: in each of the others the answer stops with an error, or the mistake would not have shown. What is found
    must explain most of the cases in which the answer came to an end: among many wrong values one is equal to
    that of a known mistake by chance, as the zeros of an answer that gives nothing but zeros.
    """
    found: list[Misconception] = []
    explained: set[int] = set()
    for misconception in exercise.misconceptions:
        matched = _matched(exercise, misconception, telling)
        if matched and fits(misconception):
            found.append(misconception)
            explained |= matched
    left = [t for at, t in enumerate(telling) if at not in explained and not _stopped(t)]
    return tuple(found) if len(explained) > len(left) else ()


def _matched(exercise: Exercise, misconception: Misconception, telling: Sequence[Trial]) -> set[int]:
    """Return the numbers of the cases that a misconception explains; none if one of the others speaks against it."""
    matched: set[int] = set()
    for at, trial in enumerate(telling):
        if _stopped(trial):  # many mistakes end with the same kind of error
            continue
        if _matches(exercise, misconception, trial):
            matched.add(at)
        elif not _passes(exercise, misconception, trial):
            return set()
    return matched


def _stopped(trial: Trial) -> bool:
    """Whether the answer came to no end where it should."""
    pairs = zip(trial.actual, trial.expected, strict=False)
    return any(a.kind in ("exception", "ended") and e.kind != "exception" for a, e in pairs)


def _passes(exercise: Exercise, misconception: Misconception, trial: Trial) -> bool:
    """Whether a variant would pass a case. Of one that must be detected nothing is known where a property judges."""
    if trial.rehearsal is None or (misconception.detect is not None and trial.case.property is not None):
        return False
    return judged(trial.rehearsal, trial.rehearsal.mistaken(misconception), Attempt("")).passed


def _matches(exercise: Exercise, misconception: Misconception, trial: Trial) -> bool:
    if misconception.detect is not None and trial.case.property is not None:
        return _detected(misconception.detect, trial)
    if trial.rehearsal is None:
        return False
    records = trial.rehearsal.mistaken(misconception)
    tolerance = trial.case.tolerance or exercise.tolerance
    pairs = list(zip(trial.actual, records, trial.expected, strict=False))
    if len(pairs) < len(trial.steps):
        return False
    if all(_same(a, v, tolerance) for a, v, _ in pairs):
        return any(not _same(v, e, tolerance, float64=exercise.float64) for _, v, e in pairs)
    alike = all(_alike(a, v, tolerance) for a, v, _ in pairs)
    return alike and any(not _alike(v, e, tolerance) for _, v, e in pairs)


def _detected(detect: Detector, trial: Trial) -> bool:
    """Whether an answer shows a mistake; it does not where its records are too odd for the detector.

    A mistake that is not named costs nothing; an error here would cost the whole judgement.
    """
    try:
        return bool(detect(list(trial.steps), list(trial.actual)))
    except Exception:
        return False


def _agrees(exercise: Exercise, misconception: Misconception, trial: Trial, *, values_only: bool = False) -> bool:
    """Whether a variant shows the same as the answer on a case that the answer passes.

    With `values_only` a variant that stops with an error there says nothing: an answer may guard against it.
    """
    if trial.rehearsal is None:
        return False
    records = trial.rehearsal.mistaken(misconception)
    tolerance = trial.case.tolerance or exercise.tolerance
    same = _same if trial.case.property is None else _alike  # where a property judges, no type is asked
    return all(
        same(a, v, tolerance) or (values_only and v.kind == "exception")
        for a, v in zip(trial.actual, records, strict=False)
    )


def _speaks_against(exercise: Exercise, misconception: Misconception, trial: Trial) -> bool:
    """Whether a variant gives other numbers than the answer on a case that the answer passes; their types say nothing.

    A variant that stops with an error there says nothing either: an answer may guard against it.
    """
    if trial.rehearsal is None:
        return False
    tolerance = trial.case.tolerance or exercise.tolerance
    pairs = zip(trial.actual, trial.rehearsal.mistaken(misconception), strict=False)
    return any(v.kind != "exception" and not _alike(a, v, tolerance) for a, v in pairs)


def _same(actual: Record, variant: Record, tolerance: Tolerance, *, float64: bool = False) -> bool:
    """Whether two records agree in everything that `compare` looks at."""
    if actual.kind != variant.kind:
        return False
    if actual.kind == "exception":
        # A class of the answer's own, or of the course's, counts as the common one that it is built on.
        return discreet(actual, None).exception[:1] == discreet(variant, None).exception[:1]
    if actual.kind == "value":
        return compare(actual.value, variant.value, tolerance, float64=float64) is None
    # Of an opaque object only the kind counts: a hidden case does not even tell its class.
    return actual.kind == "opaque" or actual.type_name == variant.type_name


def _alike(actual: Record, variant: Record, tolerance: Tolerance) -> bool:
    """Whether two records hold the same numbers, whatever their types."""
    if actual.kind != "value" or variant.kind != "value":
        return _same(actual, variant, tolerance)
    return _alike_values(actual.value, variant.value, tolerance)


def _alike_values(actual: Any, variant: Any, tolerance: Tolerance) -> bool:
    if isinstance(variant, dict):
        shared = isinstance(actual, dict) and variant.keys() <= actual.keys() and bool(variant) == bool(actual)
        return shared and all(_alike_values(actual[k], v, tolerance) for k, v in variant.items())
    if isinstance(variant, list | tuple) and isinstance(actual, list | tuple):
        if len(actual) != len(variant):
            return False
        return all(_alike_values(a, v, tolerance) for a, v in zip(actual, variant, strict=True))
    try:
        given, asked = np.asarray(actual, dtype=np.float64), np.asarray(variant, dtype=np.float64)
    except (TypeError, ValueError):
        # An array beside a tuple of unequal parts would be compared part by part, and there is no array of these.
        plain = type(actual) is type(variant) and not isinstance(actual, np.ndarray)
        return plain and bool(actual == variant)
    return given.shape == asked.shape and bool(within(given, asked, tolerance).all())
