"""A core of its own for each worker of a pool that has as many workers as there are cores.

A worker and its sandbox take turns: while one computes, the other waits. On one core each finds in the cache what the
other has left there, and nobody is moved about (what that saves is in `docs/benchmarks.md`).
"""

import os
import sys
from multiprocessing.context import BaseContext
from multiprocessing.sharedctypes import Synchronized


def available() -> list[int]:
    """Return the numbers of the cores that this process may use."""
    if sys.platform.startswith("linux"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def turns(workers: int, context: BaseContext) -> "Synchronized[int] | None":
    """Return a counter by which each of so many workers finds its core; None where the system had better choose.

    Parameters
    ----------
    workers : int
        Processes that will be started.
    context : context of `multiprocessing`
        How.
    """
    if not sys.platform.startswith("linux") or workers == 1 or workers != len(available()):
        return None
    return context.Value("i", 0)


def keep_to_one(turn: "Synchronized[int]") -> None:
    """Let this process, and all that it starts from now on, run on one core, the next one's turn being the next."""
    if sys.platform.startswith("linux"):
        with turn.get_lock():
            number, turn.value = turn.value, turn.value + 1
        cores = available()
        os.sched_setaffinity(0, {cores[number % len(cores)]})
