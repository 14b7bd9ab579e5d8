# tries: An alarm that goes off after the cell has ended.
# attacks: step
# verdict: WRONG_TYPE RAISED
import signal

signal.setitimer(signal.ITIMER_REAL, 1.0, 1.0)


def step(z):
    return None
