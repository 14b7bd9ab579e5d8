# tries: Waiting, which costs no processor time.
# attacks: step
# verdict: TIMED_OUT
import time


def step(z):
    time.sleep(10**6)
