# tries: A process that is stopped neither ends nor answers.
# attacks: step
# verdict: TIMED_OUT
import os
import signal


def step(z):
    os.kill(os.getpid(), signal.SIGSTOP)
