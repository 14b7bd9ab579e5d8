"""One exercise measured: mutants killed, answers judged, sentences hit, seeds, time."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from autograder.checking.attempt import Attempt
from autograder.checking.cases import Exercise
from autograder.checking.rehearsal import ReferenceFaultError, Rehearsal
from autograder.checking.trial import judged
from autograder.checking.verdicts import Result, Verdict
from autograder.quality.answers import Answer, answers_to, result_of, seed_of
from autograder.quality.child import Done, run_all
from autograder.quality.mutants import Mutant, Probes, Source, namespace, uses_probes, watching
from autograder.sandbox.script import LocalPlayer

SEEDS = 20
"""How many imagined submissions each answer is judged for, where that is done in reasonable time."""
CATALOGUE_SEEDS = 3
"""Fewer for the catalogue's own variants: each of their mistakes also stands in a file."""
ANSWERS_SECONDS, FEWEST_SEEDS = 20.0, 1
"""Where judging all answers to an exercise takes longer than this, each is judged for fewer seeds; where even one
is too many, the catalogue's own variants are left to the files."""
MUTANT_SEEDS = 2
"""A mutant must be killed with each of these: one that only luck kills is no proof."""
KILLED_AT_LEAST, SENTENCES_AT_LEAST, RIGHT_AT_LEAST = 0.99, 0.90, 3

Tell = Callable[[int, int], object]


@dataclass(frozen=True)
class Measured:
    """What was found about one exercise.

    Parameters
    ----------
    exercise : str
        Its id.
    killed, mutants : int
        Mutants that some case tells from the reference, of all but the explained survivors.
    survivors : tuple of str
        Changes that no case notices and nobody has explained.
    explained : int
        Survivors with a reason.
    right_accepted, right : int
        Right answers with full marks, with every seed.
    wrong_rejected, wrong : int
        Wrong answers and catalogued variants with their verdict, with every seed.
    sentences_hit, sentences : int
        Wrong answers whose mistake was named, of those whose mistake the catalogue holds.
    flaky : tuple of str
        Answers that were judged differently with another seed.
    mutants_elsewhere : bool
        Whether another exercise kills the mutants of the same reference.
    faults : tuple of str
        Sentences: what is wrong with the exercise, or which answer was judged wrongly.
    seconds : float
        Wall time of it all.
    """

    exercise: str
    killed: int = 0
    mutants: int = 0
    survivors: tuple[str, ...] = ()
    explained: int = 0
    right_accepted: int = 0
    right: int = 0
    wrong_rejected: int = 0
    wrong: int = 0
    sentences_hit: int = 0
    sentences: int = 0
    flaky: tuple[str, ...] = ()
    mutants_elsewhere: bool = False
    faults: tuple[str, ...] = field(default=())
    seconds: float = 0.0

    @property
    def problems(self) -> tuple[str, ...]:
        """Sentences: each bar that is missed, each fault; empty where the exercise is good enough."""
        told = list(self.faults)
        unproven = not self.mutants and not self.mutants_elsewhere
        if unproven or self.killed < KILLED_AT_LEAST * self.mutants:
            told.append(f"{self.killed} of {self.mutants} mutants are killed; asked are {KILLED_AT_LEAST:.0%}.")
        if self.right < RIGHT_AT_LEAST:
            told.append(
                f"right_*.py in tests/submissions/{self.exercise}/: {self.right} found, {RIGHT_AT_LEAST} are asked, "
                "in different styles."
            )
        if self.right_accepted < self.right:
            told.append(f"{self.right_accepted} of {self.right} right answers get full marks; asked are all.")
        if self.wrong_rejected < self.wrong:
            told.append(f"{self.wrong_rejected} of {self.wrong} wrong answers get their verdict; asked are all.")
        if self.sentences_hit < SENTENCES_AT_LEAST * self.sentences:
            told.append(
                f"{self.sentences_hit} of {self.sentences} mistakes are named; asked are {SENTENCES_AT_LEAST:.0%}."
            )
        told.extend(f"{name} is judged differently with another seed." for name in self.flaky)
        return tuple(told)


def measure(
    exercise: Exercise,
    root: Path,
    explained: Mapping[str, str] | None = None,
    tell: Tell = lambda done, total: None,
) -> Measured:
    """Measure one exercise; never raises for what an answer, a mutant or a case does.

    Parameters
    ----------
    exercise : Exercise
        What is asked.
    root : Path
        The course, with ``tests/submissions`` in it.
    explained : mapping of str to str
        Survivors with their reasons.
    tell : callable
        ``tell(done, total)`` is called as the work goes on.
    """
    # A matrix product in one thread, as in the sandbox. Several spin while they wait for one another: beside a second
    # fork that can take ten times the processor time, and a mutant as good as the reference may reach its limit.
    with threadpool_limits(1, "blas"):
        return _measured(exercise, root, explained or {}, tell)


def _measured(exercise: Exercise, root: Path, explained: Mapping[str, str], tell: Tell) -> Measured:
    began = time.monotonic()
    faults = []
    if all(case.public for case in exercise.cases):
        faults.append("No case is hidden: an answer could be fitted to what `check` shows.")
    try:
        asked, seconds = _asked(exercise)
        answers = answers_to(exercise, root)
        source = Source(exercise)
        called = watching(partial(_first_difference, exercise, namespace(source, source.text), asked[0]))
        mutants = [] if exercise.mutants_elsewhere else source.mutants(lambda name, line: (name, line) in called)
        whole = len(mutants) + len(answers)
        tell(0, whole)
        found = _mutants(exercise, source, mutants, asked, seconds, explained, lambda done: tell(done, whole))
        judgements = _answers(exercise, answers, seconds, lambda done: tell(len(mutants) + done, whole))
    except Exception as error:  # whatever is wrong with an exercise is told, and the next is measured
        told = str(error) if isinstance(error, ReferenceFaultError | ValueError) else repr(error)
        return Measured(exercise.id, faults=(*faults, told), seconds=time.monotonic() - began)
    numbers = {**found, **judgements, "faults": (*faults, *found["faults"], *judgements["faults"])}
    elsewhere = exercise.mutants_elsewhere
    return Measured(exercise.id, **numbers, mutants_elsewhere=elsewhere, seconds=time.monotonic() - began)


def _asked(exercise: Exercise) -> tuple[list[list[Rehearsal]], float]:
    """Return the weighty cases, played on the reference, for each seed; and the time of one seed's.

    They are played anew, whatever `rehearse` remembers: the limits of mutants and answers rest on the time.
    """
    asked: list[list[Rehearsal]] = []
    began = time.process_time()
    for number in range(MUTANT_SEEDS):
        seed = seed_of(exercise, number)
        cases: list[tuple[float, Rehearsal]] = []
        for case in exercise.cases:
            if case.weight:
                start = time.process_time()
                rehearsal = Rehearsal(exercise, case, seed(case.name))
                if case.shown and not asked:  # rehearsed without the reference: what an answer takes is found out here
                    LocalPlayer(exercise.answers).play(rehearsal.steps)
                cases.append((time.process_time() - start, rehearsal))
        asked.append([case for _, case in sorted(cases, key=lambda pair: pair[0])])  # cheap ones kill first
    return asked, (time.process_time() - began) / MUTANT_SEEDS


def _first_difference(exercise: Exercise, answer: dict[str, Any], asked: Sequence[Rehearsal]) -> str:
    """Return the name of the first case that an answer does not pass, else an empty string."""
    player = LocalPlayer(answer)
    attempt = Attempt("import numpy as np\n")
    for rehearsal in asked:
        if not judged(rehearsal, player.play(rehearsal.steps), attempt).passed:
            return rehearsal.case.name
    return ""


def _kill(exercise: Exercise, source: Source, mutant: Mutant, asked: Sequence[Sequence[Rehearsal]]) -> tuple[str, ...]:
    """Return the case that kills a mutant, for each seed; empty strings where none does; ("none",) for no mutant."""
    probes = Probes()
    try:
        answer = namespace(source, mutant.source, probes)
    except Exception:  # the change breaks a class or a default value: no answer at all
        return ("does not run",) * len(asked)
    killers = tuple(_first_difference(exercise, answer, cases) for cases in asked)
    if not probes.worked and not any(killers) and uses_probes(mutant.source):
        return ("none",)
    return killers


def _mutants(
    exercise: Exercise,
    source: Source,
    mutants: Sequence[Mutant],
    asked: Sequence[Sequence[Rehearsal]],
    seconds: float,
    explained: Mapping[str, str],
    tell: Callable[[int], object],
) -> dict[str, Any]:
    """Run the mutants and count."""
    faults: list[str] = []
    failing = [_first_difference(exercise, namespace(source, source.text), cases) for cases in asked]
    faults.extend(f"The reference itself fails case '{name}'." for name in failing if name)
    limit = 10 * seconds * MUTANT_SEEDS
    unchanged = [partial(_first_difference, exercise, namespace(source, source.text), cases) for cases in asked]
    if any(done.ended for _, done in run_all(unchanged, limit, workers=1)):
        faults.append("The reference itself doesn't end within a mutant's limits: what they kill says nothing.")
    jobs = [partial(_kill, exercise, source, mutant, asked) for mutant in mutants]
    killed, survivors = set(), []
    count = 0
    for ended, (at, done) in enumerate(run_all(jobs, limit)):
        tell(ended + 1)
        change = mutants[at].change
        if done.value == ("none",):
            continue
        count += 1
        if done.ended.startswith("CRASHED "):
            faults.append(f"Judging a mutant failed, so would judging a student ({change}): {done.ended[8:]}")
        elif done.ended or all(done.value):
            killed.add(change)
        else:
            survivors.append(change if not any(done.value) else f"{change}  [only some seeds kill it]")
    gone = [change for change in explained if change not in survivors]
    faults.extend(f"An explained survivor no longer survives, take it out: {change}" for change in gone)
    reasoned = sum(change in explained for change in survivors)
    return {
        "killed": len(killed),
        "mutants": count - reasoned,
        "explained": reasoned,
        "survivors": tuple(change for change in survivors if change not in explained),
        "faults": tuple(faults),
    }


def _answers(
    exercise: Exercise, answers: Sequence[Answer], seconds: float, tell: Callable[[int], object]
) -> dict[str, Any]:
    """Judge all answers with all seeds and count."""
    each = max(2 * seconds * len(answers), 1e-3)  # the reference is played beside each answer
    count = max(FEWEST_SEEDS, min(SEEDS, int(ANSWERS_SECONDS / each)))
    if count == FEWEST_SEEDS:
        answers = [answer for answer in answers if not answer.variant]
    jobs = [partial(_judgements, exercise, answer, count) for answer in answers]
    counts = dict.fromkeys(("right", "right_accepted", "wrong", "wrong_rejected", "sentences", "sentences_hit"), 0)
    faults, flaky = [], []
    for ended, (at, done) in enumerate(run_all(jobs, 100 * seconds * SEEDS)):
        tell(ended + 1)
        answer, results = answers[at], _results(done)
        kind = ("right", "right_accepted") if answer.right else ("wrong", "wrong_rejected")
        good = bool(results) and all(map(answer.as_expected, results))
        counts[kind[0]] += 1
        counts[kind[1]] += good
        if not good:
            faults.append(_misjudged(answer, done))
        if len({(r.verdict, r.misconceptions) for r in results}) > 1:
            flaky.append(answer.name)
        if answer.sentence:
            named = bool(results) and all(_names(answer, result) for result in results)
            counts["sentences"] += 1
            counts["sentences_hit"] += named
            if not named:
                others = ", ".join(sorted({name for r in results for name in r.misconceptions})) or "nothing"
                faults.append(f"{answer.name}: asked is the sentence '{answer.sentence}'; named is {others}.")
    return {**counts, "flaky": tuple(flaky), "faults": tuple(faults)}


def _names(answer: Answer, result: Result) -> bool:
    """Whether the mistake is named: by a file's expectation first of all, of the catalogue's own variant at all."""
    return answer.sentence in result.misconceptions if answer.variant else result.misconception == answer.sentence


def _judgements(exercise: Exercise, answer: Answer, count: int) -> list[Result]:
    return [
        result_of(exercise, answer, number)
        for number in range(min(count, CATALOGUE_SEEDS) if answer.variant else count)
    ]


def _results(done: Done) -> list[Result]:
    return [] if done.ended else done.value


def _misjudged(answer: Answer, done: Done) -> str:
    asked = answer.verdict or "any verdict but CORRECT"
    if done.ended:
        return f"{answer.name}: asked is {asked}; judging it ended: {done.ended}."
    got = next(result for result in done.value if not answer.as_expected(result))
    where = [case.name for case in got.cases if case.verdict is not Verdict.CORRECT]
    places = f" in {', '.join(where[:4])}" if where else ""
    return (
        f"{answer.name}: asked is {asked}; it gets {got.verdict}{places} and {got.points} of {got.max_points} points."
    )
