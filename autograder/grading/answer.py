"""One answer in the sandbox: its functions played, its verdict made outside."""

import ast
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Self

from autograder import exercises
from autograder.checking.attempt import Attempt, CellFailure, definitions, parse
from autograder.checking.cases import Exercise
from autograder.checking.judge import judge
from autograder.checking.verdicts import Result
from autograder.grading.seeds import seeds
from autograder.sandbox.bundle import flatten, reached
from autograder.sandbox.launcher import Cell, open_worker
from autograder.sandbox.steps import Record, Step

if TYPE_CHECKING:
    from autograder.sandbox.launcher import Loaded, Outcome

PATIENCE = {"TIMED_OUT": 2, "OUT_OF_MEMORY": 4}
"""How often an answer may run out of time or memory."""
ALLOWANCE = 4
"""How many times the limit of one script all scripts of an exercise may take together."""
SETUP = "import numpy as np\nimport matplotlib.pyplot as plt"


class SandboxPlayer:
    """Plays the scripts of one exercise on the answer in the sandbox.

    A fork serves one script after another, those of the next exercise too, until one of them fails; see `afresh`.
    With `lend` the answer gets the course's versions of the functions it needs, else the student's own stay.
    """

    def __init__(self, loaded: "Loaded", exercise: Exercise, *, lend: bool = True) -> None:
        self._probe = loaded.shared if lend else loaded.probe()
        needs = tuple(exercise.needs) if lend else ()
        self._probe.prepare(needs=flatten(needs), own=exercise.names, lends=_names(needs), limits=exercise.limits)
        self._stays = lend
        self._played = 0
        self._ends: Counter[str] = Counter()
        self._late = False
        self._seconds = ALLOWANCE * exercise.limits.probe_seconds

    def play(self, steps: Sequence[Step]) -> list[Record]:
        """Return the records of `steps`; shorter where the fork ended early. Called from `judge`.

        An answer that has run out of time or memory as often as `PATIENCE` says, or has used up its `ALLOWANCE`, is
        not run again: one endless loop would otherwise cost its limit in every case.
        """
        spent = next((end for end, most in PATIENCE.items() if self._ends[end] >= most), "")
        if spent or self._seconds <= 0:
            return [Record("ended", value=spent or "TIMED_OUT")]
        self._played += 1
        begun = time.monotonic()
        records = self._probe.play(steps)
        if records[-1:] != [Record("ended", value="OUT_OF_MEMORY")]:  # that is counted, and takes longer beside others
            self._seconds -= time.monotonic() - begun
        self._late = records[-1:] == [Record("ended", value="TIMED_OUT")]
        if self._played == 1 and records[-1:] and records[-1].kind == "ended":
            self._ends[records[-1].value] += 1
        return records

    def afresh(self) -> bool:
        """Let the next script have a new fork; return whether the last one shared its own with earlier ones.

        Called from `judge` for a script that failed: what an earlier call had left behind, a changed global or a
        patched module, may be at fault, so that it is worth trying by itself. What earlier exercises had left behind
        hardly makes a loop endless, so that for one its limit is not waited twice.
        """
        shared = self._played > 1 or (self._probe.played > 1 and not self._late)
        self._played = 0
        self._probe.close()
        return shared

    def __enter__(self) -> Self:
        """Return the player itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """End its fork, if no other exercise may follow in it."""
        if not self._stays:
            self._probe.close()


@cache
def _names(functions: tuple[Callable[..., object], ...]) -> frozenset[str]:
    """Return the names of these functions and of all of the reference that they call."""
    return frozenset(name for _, name in reached(functions))


def none_lent_first(asked: Sequence[Exercise]) -> list[Exercise]:
    """Return the exercises in an order in which no function is asked for after the course's version of it was lent.

    What an answer is lent it may keep, in a file or in memory that its processes share, and hand in as its own.

    Parameters
    ----------
    asked : sequence of Exercise
        Of one lesson; the order stays where it can.
    """
    left, ordered = list(asked), list[Exercise]()
    while left:
        lends = {one.id: _names(tuple(one.needs)) for one in left}
        safe = (one for one in left if not any(lends[one.id] & set(o.names) for o in left if o is not one))
        ordered.append(next(safe, left[0]))
        left.remove(ordered[-1])
    return ordered


def attempt_for(cell_id: str, sources: Mapping[str, str], outcomes: "Sequence[Outcome]") -> Attempt:
    """Return how the cell `cell_id` ran, and which names earlier failed cells did not get to define."""
    failure = None
    earlier: dict[str, str] = {}
    for outcome in outcomes:
        if outcome.grade_id == cell_id:
            if not outcome.ok:
                failure = CellFailure(outcome.ended, outcome.exception, outcome.message, outcome.line)
            break
        if not outcome.ok:
            tree = parse(sources.get(outcome.grade_id, "")) or ast.Module([], [])
            earlier |= dict.fromkeys(definitions(tree), outcome.grade_id)
    others = [source for name, source in sources.items() if name != cell_id]
    return Attempt(sources.get(cell_id), failure, earlier, others)


def judge_loaded(
    exercise: Exercise,
    loaded: "Loaded",
    sources: Mapping[str, str],
    seed: Callable[[str], int],
) -> Result:
    """Judge one exercise of a loaded submission.

    Parameters
    ----------
    exercise : Exercise
        What is asked.
    loaded : Loaded
        The submission in its sandbox.
    sources : mapping of str to str
        The sources by grade_id; a cell that was not handed in is absent.
    seed : callable
        From the name of a probe, ``"EXERCISE/CASE"``, to its seed.
    """
    loaded.begin_exercise()
    attempt = attempt_for(exercise.cell_id, sources, loaded.outcomes)
    with SandboxPlayer(loaded, exercise) as lent, SandboxPlayer(loaded, exercise, lend=False) as own:
        return judge(exercise, lent, attempt, lambda case: seed(f"{exercise.id}/{case}"), own=own)


def grade_file(exercise: Exercise, source: str, *, unsafe: bool = False) -> Result:
    """Judge a Python file as the answer to one exercise, all cases, in the sandbox: ``deeplearn try``.

    Parameters
    ----------
    exercise : Exercise
        What is asked.
    source : str
        The file's text.
    unsafe : bool
        Whether to run it without a sandbox.

    Raises
    ------
    SandboxUnavailableError
        If no sandbox works on this machine and `unsafe` is false.
    """
    uses = exercises.find(exercise.id)[0].uses
    names = ", ".join(function.__name__ for function in uses)
    setup = f"{SETUP}\nfrom helpers import {names}" if uses else SETUP
    cells = [Cell("setup", "setup", setup), Cell(exercise.cell_id, "solution", source)]
    seed = seeds(b"deeplearn try", "", exercise.id, "")
    backend = "unsafe" if unsafe else "bubblewrap"
    with open_worker(backend) as worker, worker.load(cells, exercise.limits, flatten(uses)) as loaded:
        return judge_loaded(exercise, loaded, {exercise.cell_id: source}, seed)
