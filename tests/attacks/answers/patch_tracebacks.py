# tries: Whoever asks where an error arose is told what the answer likes.
# attacks: step
# verdict: RAISED WRONG_TYPE
import linecache
import sys
import traceback


def lie(*args, **kwargs):
    return ["1.0"]


for name in ("format_exception", "format_exc", "print_exc", "extract_tb", "walk_tb", "TracebackException"):
    setattr(traceback, name, lie)
linecache.getline = linecache.getlines = lie
sys.exc_info = lambda: (None, None, None)
sys.excepthook = sys.unraisablehook = lie


class Error(Exception):
    __traceback__ = property(lambda self: self)
    tb_next = None
    tb_frame = f_code = property(lambda self: self)
    co_filename = "<cell step>"
    tb_lineno = "1 -> CORRECT"


def step(z):
    raise Error
