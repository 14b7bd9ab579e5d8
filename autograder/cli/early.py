"""Ctrl-C while the program is still loading: one line, no traceback. Imported before all that takes its time."""

import os
import signal
import sys
from types import FrameType

STOPPED = "deeplearn: Stopped before anything was done."


def _stop(_number: int, _frame: FrameType | None) -> None:
    sys.stderr.write(f"\n{STOPPED}\n")
    sys.stderr.flush()
    os._exit(130)  # nothing is open yet that would have to be closed


def over() -> None:
    """Let Ctrl-C be what it is for any program: a command begins."""
    if _installed:
        signal.signal(signal.SIGINT, signal.default_int_handler)


# Only in a program of its own: whoever else imports the command line keeps their handler.
_installed = sys.argv[0].endswith(("deeplearn", "-m")) and signal.getsignal(signal.SIGINT) is signal.default_int_handler
if _installed:
    signal.signal(signal.SIGINT, _stop)
