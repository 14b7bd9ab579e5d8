# tries: The process that starts the probes is stopped.
# attacks: step
# verdict: WRONG_TYPE TIMED_OUT
import os
import signal


def step(z):
    os.kill(os.getppid(), signal.SIGSTOP)
