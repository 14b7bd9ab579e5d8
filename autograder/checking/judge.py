"""An answer judged: every case tried, the points counted, the mistake named."""

import contextlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

import numpy as np

from autograder.checking import reasons
from autograder.checking.attempt import Attempt, CellFailure, forbidden, names_reached, untouched, untouched_methods
from autograder.checking.cases import Case, Exercise, Group
from autograder.checking.catalogue import ABOUT_VALUES, hits, unexplained
from autograder.checking.findings import Finding
from autograder.checking.rehearsal import ReferenceFaultError, rehearse, steps_of
from autograder.checking.suspects import suspects
from autograder.checking.trial import Player, Trial, try_case, untried
from autograder.checking.verdicts import CaseResult, Result, Verdict
from autograder.messages import say
from autograder.sandbox.steps import Record, references
from lessonkit.language import Text

__all__ = ["Attempt", "CellFailure", "Player", "judge"]

UNTRIED = frozenset(
    {Verdict.NOT_ATTEMPTED, Verdict.NOT_DEFINED, Verdict.WRONG_SIGNATURE, Verdict.GRADER_FAULT}
    | {Verdict.TIMED_OUT, Verdict.OUT_OF_MEMORY}
)
"""Verdicts of cases that show nothing of how the answer computes."""


def judge(
    exercise: Exercise,
    player: Player,
    attempt: Attempt,
    seed: Callable[[str], int],
    *,
    public_only: bool = False,
    own: Player | None = None,
) -> Result:
    """Judge one answer to an exercise.

    Parameters
    ----------
    exercise : Exercise
        What is asked.
    player : Player
        Performs scripts on the student's answer. What it raises (no sandbox) is passed on.
    attempt : Attempt
        The solution cell as submitted, and how it ran.
    seed : callable
        ``seed(case_name)`` gives the seed of a case's random inputs.
    public_only : bool
        Whether only the public cases count, as in `check`.
    own : Player, optional
        Performs scripts with the student's own versions of the functions that the answer needs. What fails with the
        course's versions is tried with these: an answer may rely on how its author wrote the others.

    Returns
    -------
    Result
        Points None where a fault of ours prevents a judgement.
    """
    cases = [case for case in exercise.cases if case.public or not public_only]
    if public_only and not any(case.weight for case in cases):  # nothing else speaks for the answer here
        cases = [replace(case, weight=1.0) for case in cases]
    stubs = untouched(attempt.source, exercise.names)
    if stubs >= set(exercise.names) or untouched_methods(attempt.source, exercise.names[0], exercise.methods):
        return _all_alike(exercise, cases, Finding(Verdict.NOT_ATTEMPTED))
    banned = forbidden(attempt.source, exercise.forbidden)
    if banned is not None:
        return _all_alike(exercise, cases, banned)

    @cache  # and only where a case fails: it reads all of the student's cells
    def other() -> Player | None:
        return own if own is not None and _relies_on_needs(exercise, attempt) else None

    if not stubs:
        _prepare(exercise, cases, seed)
    trials = [_trial(exercise, case, player, other, attempt, seed(case.name), stubs) for case in cases]
    absent = [trial.finding for trial in trials if trial.finding and trial.finding.verdict is Verdict.NOT_DEFINED]
    if absent and len(absent) == len(trials):  # one reason for all of them: said once, above the table
        return _all_alike(exercise, cases, absent[0])
    return _result(exercise, trials, attempt)


def _prepare(exercise: Exercise, cases: Sequence[Case], seed: Callable[[str], int]) -> None:
    """Play all cases on the reference before the answer's turn; saves a twentieth of the time on this side.

    Two processes that take turns find less of their own in the processor's caches.
    """
    with contextlib.suppress(ReferenceFaultError):  # told where the case's own turn comes
        for case in cases:
            rehearse(exercise, case, seed(case.name))


def _relies_on_needs(exercise: Exercise, attempt: Attempt) -> bool:
    needs = {function.__name__ for function in exercise.needs}
    return bool(needs) and not needs.isdisjoint(names_reached(attempt))


def _trial(
    exercise: Exercise,
    case: Case,
    player: Player,
    other: Callable[[], Player | None],
    attempt: Attempt,
    seed: int,
    stubs: frozenset[str],
) -> Trial:
    try:
        if stubs and stubs & set(references(steps_of(case, seed))):
            return untried(case, Finding(Verdict.NOT_ATTEMPTED))
        trial = _alone_if_need_be(exercise, case, player, attempt, seed)
        own = None if trial.passed else other()
        if own is not None:
            trial = _better(trial, _alone_if_need_be(exercise, case, own, attempt, seed))
            own.afresh()
        return trial
    except ReferenceFaultError:
        return untried(case, Finding(Verdict.GRADER_FAULT, (say("why.grader_fault"),)))


def _alone_if_need_be(exercise: Exercise, case: Case, player: Player, attempt: Attempt, seed: int) -> Trial:
    """Try a case; where it fails after others in the same process, once more in a process of its own."""
    trial = try_case(exercise, case, player, attempt, seed)
    if not trial.passed and player.afresh():
        trial = try_case(exercise, case, player, attempt, seed)
        if not trial.passed:
            player.afresh()
    return trial


def _better(first: Trial, second: Trial) -> Trial:
    """Return the trial that shows more: the one that passes, else the one in which the call came to an end."""
    if second.passed or second.share > first.share:
        return second
    stopped = {Verdict.RAISED, Verdict.NOT_DEFINED, *UNTRIED}
    ended = [t.finding is not None and t.finding.verdict not in stopped for t in (first, second)]
    return second if ended == [False, True] else first


def _all_alike(exercise: Exercise, cases: Sequence[Case], finding: Finding) -> Result:
    """Return the result of an answer that is not run at all."""
    trials = [untried(case, Finding(finding.verdict, label=finding.label)) for case in cases]
    result = _result(exercise, trials, Attempt(""))
    return replace(result, why=finding.why, label=finding.label)


def _result(exercise: Exercise, trials: Sequence[Trial], attempt: Attempt) -> Result:
    whole = sum(trial.case.weight for trial in trials)
    solid = any(trial.passed and trial.case.group is Group.VALUE for trial in trials)
    shares = [t.share * t.case.weight if solid or t.case.group.counts_alone else 0.0 for t in trials]
    unit = exercise.points / whole if whole else 0.0
    failing = [trial for trial in trials if not trial.passed]
    first = next((t.finding.verdict for t in failing if t.finding and t.case.weight), Verdict.CORRECT)
    faulty = any(t.finding is not None and t.finding.verdict is Verdict.GRADER_FAULT for t in trials)
    if faulty or not whole:
        first = Verdict.GRADER_FAULT
    played = [t for t in failing if t.finding and t.finding.verdict not in UNTRIED and t.actual]
    labels = {t.finding.label for t in failing if t.finding and t.finding.verdict is first}
    found = hits(exercise, played, [t for t in trials if t.passed])
    others = unexplained(exercise, found, failing)
    results = tuple(
        _case_result(trial, share * most, most, named=bool(found) and trial not in others)
        for trial, share, most in zip(trials, _earned(trials, shares), _tops(trials, unit), strict=True)
    )
    return Result(
        exercise=exercise.id,
        points=None if first is Verdict.GRADER_FAULT else _rounded(sum(shares) * unit, exercise.points),
        max_points=exercise.points,
        verdict=first,
        misconceptions=tuple(m.name for m in found),
        cases=results,
        why=(*(m.sentence for m in found), *_besides(others)) if found else _common(failing, attempt, exercise),
        advice=_advice(trials, shares, attempt, exercise),
        label=labels.pop() if len(labels) == 1 else "",
    )


def _besides(others: Sequence[Trial]) -> tuple[Text, ...]:
    """Return what stands below a catalogued mistake: which cases may fail for a reason of their own."""
    purposes = dict.fromkeys(trial.case.purpose for trial in others)
    if not purposes:
        return ()
    told = Text("; ".join(purpose.en for purpose in purposes), "；".join(purpose.zh for purpose in purposes))
    return (say("why.besides", purposes=told),)


def _common(failing: Sequence[Trial], attempt: Attempt, exercise: Exercise) -> tuple[Text, ...]:
    """Return what stands above the table where no catalogued mistake does: what most failing cases have in common."""
    about_values = [t for t in failing if t.case.group in ABOUT_VALUES]
    tried = [t for t in about_values or failing if t.finding and t.finding.verdict not in UNTRIED]
    told = [t.finding.reasons for t in tried if t.finding]
    if any(t.case.property is not None and t.finding and t.finding.verdict is Verdict.WRONG_VALUE for t in tried):
        told = []  # a property's sentence is about its case
    often = Counter(why for reasons in told for why in set(reasons))
    shared = [why for why in dict.fromkeys(chain(*told)) if often[why] > max(1, len(told) // 2)]
    nameless = any("NameError" in record.exception for t in tried for record in t.actual)
    odd = suspects(attempt, exercise.names) if tried and not nameless else ()
    return (*shared, *odd)


def _earned(trials: Sequence[Trial], shares: Sequence[float]) -> list[float]:
    return [share / t.case.weight if t.case.weight else 0.0 for t, share in zip(trials, shares, strict=True)]


def _tops(trials: Sequence[Trial], unit: float) -> list[float]:
    """Return what each case is worth, in hundredths that add up to the exercise's points exactly."""
    so_far = np.cumsum([0.0, *(trial.case.weight * unit for trial in trials)]).round(2)
    return [float(top) for top in np.diff(so_far).round(2)]


def _rounded(points: float, most: float) -> float:
    return min(max(round(points, 2), 0.0), float(most))


def _case_result(trial: Trial, points: float, most: float, *, named: bool) -> CaseResult:
    case = trial.case
    return CaseResult(
        name=case.name,
        purpose=case.purpose,
        public=case.public,
        group=case.group,
        verdict=trial.finding.verdict if trial.finding else Verdict.CORRECT,
        points=round(points, 2),
        max_points=round(most, 2),
        why=trial.finding.sentences(named=named) if trial.finding else (),
        label=trial.finding.label if trial.finding else "",
    )


def _advice(trials: Sequence[Trial], shares: Sequence[float], attempt: Attempt, exercise: Exercise) -> tuple[Text, ...]:
    """Return lines that cost nothing: warnings, prints, a cell that fails further down."""
    told = []
    if any(t.share and not s for t, s in zip(trials, shares, strict=True) if t.case.weight):
        told.append(say("advice.counts_later"))
    if attempt.failure is not None and any(trial.passed for trial in trials):
        told.append(say("advice.cell_failed_later"))
        told.extend(reasons.cell_failed(attempt))
    if any(_noisier(a, e) for t in trials for a, e in zip(t.actual, t.expected, strict=False)):
        told.append(say("advice.warnings"))
    if any(record.printed for t in trials if t.passed for record in t.actual):
        told.append(say("why.printed_too"))
    return tuple(told)


def _noisier(actual: Record, expected: Record) -> bool:
    return actual.noisy and not expected.noisy
