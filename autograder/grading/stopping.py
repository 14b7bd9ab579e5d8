"""A Ctrl-C that is heard at last: Python drops an exception that comes while it clears something away."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


@contextmanager
def ctrl_c_kept() -> Iterator[Callable[[], None]]:
    """Keep a Ctrl-C in mind; yield a function that raises it once more, for whoever is still there to ask.

    `KeyboardInterrupt` comes wherever the program happens to be. In a finalizer or in the callback of a weak
    reference, of which a database session has many, Python prints its traceback and goes on. Here nothing is printed
    of it. Only the main thread hears signals, and a handler of somebody else's is left alone: then this does nothing.
    """
    heard = False

    def hear(number: int, frame: FrameType | None) -> None:
        nonlocal heard
        heard = True
        signal.default_int_handler(number, frame)

    def stop_if_asked() -> None:
        if heard:
            raise KeyboardInterrupt

    def drop(what: "UnraisableHookArgs") -> None:
        if not issubclass(what.exc_type, KeyboardInterrupt):
            told(what)

    ours = threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield stop_if_asked
        return
    told, sys.unraisablehook = sys.unraisablehook, drop
    signal.signal(signal.SIGINT, hear)
    try:
        yield stop_if_asked
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.unraisablehook = told
