"""The pool of a run on this machine: a Ctrl-C never meets its workers, and no half result of a dead one is waited for.

It is the parent who hears the Ctrl-C, and who ends them.
"""

import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING, Any

from autograder.grading.pool import live_with_parent

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

CTRL_C = {signal.SIGINT}


class UnheardPool(ProcessPoolExecutor):
    """A pool whose processes start with SIGINT blocked: until one has loaded what it needs, it could only die of it.

    `pool.grade` has it look after its workers while nothing comes back.
    """

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand out a task, for which the pool may start a process. A SIGINT meanwhile reaches the parent at the end."""
        resource_tracker.ensure_running()  # started with the first process, it would unblock the signal
        signal.pthread_sigmask(signal.SIG_BLOCK, CTRL_C)
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, CTRL_C)

    def look_after(self) -> None:
        """Break the pool where a worker has died and the pool can't notice.

        One that is killed while it hands over a result leaves half of it, for whose end the pool would wait for ever:
        the other workers hold the same pipe open, and wait for their turn to write into it.
        """
        workers = list((self._processes or {}).values())
        if self._broken or all(worker.exitcode is None for worker in workers):
            return
        for worker in workers:
            worker.kill()
        # The last end of the pipe but theirs: now the half result has an end.
        self._result_queue._writer.close()  # type: ignore[attr-defined]


def begin(turn: "Synchronized[int] | None" = None) -> None:
    """Begin as a worker, as `live_with_parent` says; called first in each. From here on SIGINT is ignored."""
    live_with_parent(turn)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, CTRL_C)
