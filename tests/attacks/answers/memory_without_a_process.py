# tries: Memory that stands in no process's account: files without a name, segments, messages.
# attacks: step
# verdict: RAISED
import ctypes
import os

libc = ctypes.CDLL(None)


def step(z):
    if libc.shmget(0, ctypes.c_size_t(2**28), 0o1600) != -1 or libc.msgget(0, 0o1600) != -1:
        return "made"
    kept = [os.memfd_create(str(number)) for number in range(100)]
    for number in kept:
        os.write(number, bytes(2**25))
