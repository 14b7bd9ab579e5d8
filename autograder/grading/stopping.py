"""A Ctrl-C that waits for a good moment."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def unbroken() -> Iterator[None]:
    """Let a Ctrl-C wait until this is done; a second one does not wait. Of use as a decorator, too.

    `KeyboardInterrupt` comes wherever the program happens to be. Where a database session clears away its connections
    and weak references, Python or SQLAlchemy prints it with a traceback, and may go on as if nobody had asked.
    Only the main thread hears signals: in another nothing is done, nor where signals are ignored.
    """
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield
        return
    heard = False

    def hear(number: int, frame: FrameType | None) -> None:
        nonlocal heard
        if heard:
            before(number, frame)
        heard = True

    signal.signal(signal.SIGINT, hear)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if heard:
        before(signal.SIGINT, None)
