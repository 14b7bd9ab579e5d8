# tries: A signal to the process group, which knows no namespaces.
# attacks: step
# verdict: RAISED
import os
import signal


def step(z):
    os.killpg(0, signal.SIGKILL)
