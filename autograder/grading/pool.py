"""A class graded in parallel: any executor of `concurrent.futures`, one warm sandbox per worker process."""

import ctypes
import gc
import signal
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from itertools import islice
from multiprocessing.util import Finalize
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from autograder import lean  # noqa: F401 - a worker begins here: before anything that it keeps from being loaded

# isort: split
from autograder.exercises import lesson
from autograder.grading.cores import keep_to_one
from autograder.grading.rendered import Rendered, Trim, render
from autograder.grading.settings import using
from autograder.grading.submission import grade_submission
from autograder.sandbox.launcher import SandboxLostError
from autograder.sandbox.walls import open_for_grading

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

    from autograder.sandbox.launcher import Worker

PR_SET_PDEATHSIG = 1
_workers: dict[bool, "Worker"] = {}


@dataclass(frozen=True)
class Task:
    """One submission to grade: plain data, so that it can travel to another machine."""

    folder: Path
    student: str
    assignment: str
    root: Path
    unsafe: bool = False
    trim: Trim | None = None
    """How its notebook and feedback are made; None where only the verdict is wanted."""


Graded = tuple[dict[str, Any], Rendered | None]
LOOK_SECONDS = 5.0
"""How long nothing may come back until an executor that can look after its workers is asked to."""
AHEAD = 512
"""Submissions handed out at a time: more than there are workers, fewer than would fill the memory."""


def grade(tasks: Iterable[Task], executor: Executor, ahead: int = AHEAD) -> Iterator[Graded]:
    """Yield the verdict of each task as it is made; the order is that of completion.

    Parameters
    ----------
    tasks : iterable of Task
        The submissions.
    executor : Executor
        A process pool, or `distributed.Client.get_executor()`.
    ahead : int
        How many are handed out at a time, those included that have come back and wait to be taken: so a large class
        takes no more memory than a small one.
    """
    coming, waiting = iter(tasks), set[Future[Graded]]()
    back: SimpleQueue[Future[Graded]] = SimpleQueue()  # to wait for any of hundreds looks at each of them every time

    def hand_out(most: int) -> None:
        for task in islice(coming, most):
            future = executor.submit(grade_and_render, task)
            waiting.add(future)
            future.add_done_callback(back.put)

    try:
        hand_out(ahead)
        while waiting:
            try:
                future = back.get(timeout=LOOK_SECONDS)
            except Empty:
                getattr(executor, "look_after", _nothing)()
                continue
            waiting.remove(future)
            verdict, rendered = future.result()
            hand_out(1)
            yield verdict, rendered
    finally:
        for future in waiting:
            future.cancel()


def _nothing() -> None:
    """Look after nobody: an executor that has no workers of its own here."""


def grade_and_render(task: Task) -> Graded:
    """Return the verdict of one submission and, where the task says how, what it looks like. Called in a worker."""
    verdict = grade_task(task)
    if task.trim is None:
        return verdict, None
    with using(task.root, unsafe=task.unsafe):
        return verdict, render(task.root, task.folder, verdict, task.trim)


def grade_task(task: Task) -> dict[str, Any]:
    """Return the verdict of one submission. Called in a worker process.

    Where the sandbox is lost on the way, a new one tries again; a submission that loses two is left to a person,
    and the class goes on.

    Raises
    ------
    SandboxUnavailableError
        If no sandbox works on this machine and the task is not to run without one.
    """
    for _attempt in (1, 2):
        try:
            return _grade(task, warm(task.unsafe))
        except SandboxLostError:
            _discard(task.unsafe)
    return _grade(task, None)


def _grade(task: Task, worker: "Worker | None") -> dict[str, Any]:
    return grade_submission(task.folder, task.student, lesson(task.assignment), worker, task.root, unsafe=task.unsafe)


def _discard(unsafe: bool) -> None:
    worker = _workers.pop(unsafe, None)
    if worker is not None:
        worker.close()


def warm(unsafe: bool) -> "Worker":
    """Return this process's sandbox, started at the first call and closed when the process ends.

    Raises
    ------
    SandboxUnavailableError
        If no sandbox works on this machine, or one of its walls is open, and `unsafe` is false.
    """
    if unsafe not in _workers:
        _workers[unsafe] = open_for_grading(unsafe=unsafe)
        Finalize(None, _discard, args=(unsafe,), exitpriority=10)
    return _workers[unsafe]


def live_with_parent(turn: "Synchronized[int] | None" = None) -> None:
    """Leave Ctrl-C to the parent, which hears it too and ends us; end when it is killed. Called in each worker.

    `turn` is that of `cores.turns`.
    """
    if turn is not None:
        keep_to_one(turn)
    gc.freeze()  # what is loaded by now stays: no collection need go through it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # the sandbox ends with us: its socket closes
