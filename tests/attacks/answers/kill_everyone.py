# tries: Signals to whatever can be reached, while the cell runs and when asked.
# attacks: step
# verdict: NOT_DEFINED
import os
import signal

for target in (-1, 0, os.getppid(), 1):
    try:
        os.kill(target, signal.SIGTERM if target == 0 else signal.SIGKILL)
    except OSError:
        pass


def step(z):
    os.kill(-1, signal.SIGKILL)
    os.kill(os.getppid(), signal.SIGKILL)
