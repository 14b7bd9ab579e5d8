# tries: A frame announces more bytes than there are in the world.
# attacks: step
# verdict: RAISED TIMED_OUT
import os


def step(z):
    for number in range(3, 32):
        try:
            os.write(number, b"\x7f" + b"\xff" * 7)
        except OSError:
            pass
    os._exit(0)
