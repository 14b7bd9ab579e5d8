# tries: No error, no output, exit status 0: looks like success to whoever reads the status.
# attacks: step
# verdict: RAISED
import os


def step(z):
    os._exit(0)
