"""Worker processes that a Ctrl-C never meets: it is the parent who hears it, and who ends them."""

import signal
from multiprocessing import context, resource_tracker
from typing import TYPE_CHECKING

from autograder.grading.pool import live_with_parent

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

CTRL_C = {signal.SIGINT}


class Unheard(context.SpawnProcess):
    """A process that starts with SIGINT blocked: until it has loaded what it needs, it could only die of it."""

    def start(self) -> None:
        """Start the process. A SIGINT meanwhile reaches this one, the parent, at the end."""
        resource_tracker.ensure_running()  # started with the first process, it would unblock the signal
        signal.pthread_sigmask(signal.SIG_BLOCK, CTRL_C)
        try:
            super().start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, CTRL_C)


class UnheardContext(context.SpawnContext):
    """How a pool starts its processes: each anew, not forked, for the parent may hold threads."""

    Process = Unheard


def begin(turn: "Synchronized[int] | None" = None) -> None:
    """Begin as a worker, as `live_with_parent` says; called first in each. From here on SIGINT is ignored."""
    live_with_parent(turn)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, CTRL_C)
