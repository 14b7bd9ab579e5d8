# tries: An alarm that goes off after the cell has ended.
# attacks: step
# verdict: WRONG_TYPE RAISED
import signal

signal.setitimer(signal.ITIMER_REAL, 0.2, 0.2)


def step(z):
    return None
