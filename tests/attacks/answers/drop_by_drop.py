# tries: One byte at a time, so that every wait for the next one succeeds.
# attacks: step
# verdict: TIMED_OUT RAISED
import os
import time


def step(z):
    while True:
        for number in range(3, 16):
            try:
                os.write(number, b"\0")
            except OSError:
                pass
        time.sleep(0.05)
