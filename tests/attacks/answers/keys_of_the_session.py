# tries: The keyring that the grader's session has handed down, where a login may keep its tickets.
# attacks: step
# verdict: RAISED
import ctypes
import os

libc = ctypes.CDLL(None)
KEYCTL = {"x86_64": 250, "aarch64": 219}


def step(z):
    if libc.syscall(KEYCTL[os.uname().machine], 0, -3, 0) == -1:
        raise PermissionError
    return "found"
