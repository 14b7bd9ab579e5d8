# tries: The process that starts the probes is killed, again and again.
# attacks: step
# verdict: RAISED WRONG_TYPE
import os
import signal


def step(z):
    os.kill(os.getppid(), signal.SIGKILL)
