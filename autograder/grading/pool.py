"""A class graded in parallel: any executor of `concurrent.futures`, one warm sandbox per worker process."""

import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass
from multiprocessing.util import Finalize
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.exercises import lesson
from autograder.grading.submission import grade_submission
from autograder.sandbox.launcher import open_worker

if TYPE_CHECKING:
    from autograder.sandbox.launcher import Worker

_workers: dict[bool, "Worker"] = {}


@dataclass(frozen=True)
class Task:
    """One submission to grade: plain data, so that it can travel to another machine."""

    folder: Path
    student: str
    assignment: str
    root: Path
    unsafe: bool = False


def grade(tasks: Iterable[Task], executor: Executor) -> Iterator[dict[str, Any]]:
    """Yield the verdict of each task as it is made; the order is that of completion.

    Parameters
    ----------
    tasks : iterable of Task
        The submissions.
    executor : Executor
        A process pool, or `distributed.Client.get_executor()`.
    """
    futures = [executor.submit(grade_task, task) for task in tasks]
    try:
        for future in as_completed(futures):
            yield future.result()
    finally:
        for future in futures:
            future.cancel()


def grade_task(task: Task) -> dict[str, Any]:
    """Return the verdict of one submission. Called in a worker process."""
    return grade_submission(
        task.folder, task.student, lesson(task.assignment), warm(task.unsafe), task.root, unsafe=task.unsafe
    )


def warm(unsafe: bool) -> "Worker":
    """Return this process's sandbox, started at the first call and closed when the process ends.

    Raises
    ------
    SandboxUnavailableError
        If no sandbox works on this machine and `unsafe` is false.
    """
    if unsafe not in _workers:
        worker = open_worker("unsafe" if unsafe else "bubblewrap")
        worker.__enter__()
        _workers[unsafe] = worker
        Finalize(worker, worker.__exit__, args=(None, None, None), exitpriority=10)
    return _workers[unsafe]


def leave_interrupt_to_parent() -> None:
    """Ignore Ctrl-C: the parent hears it too, and ends us. Called at the start of a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
