# tries: Processes without end.
# attacks: step
# verdict: RAISED TIMED_OUT
import os


def step(z):
    while True:
        os.fork()
