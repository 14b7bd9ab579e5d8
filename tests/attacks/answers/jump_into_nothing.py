# tries: A memory fault in C.
# attacks: step
# verdict: RAISED
import ctypes


def step(z):
    ctypes.string_at(0)
