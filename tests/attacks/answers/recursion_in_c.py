# tries: A recursion without end that no counter of Python sees.
# attacks: step
# verdict: RAISED TIMED_OUT
import sys


def step(z):
    sys.setrecursionlimit(2**31 - 1)
    nested = []
    for _ in range(10**6):
        nested = [nested]
    return repr(nested) and step(z)
