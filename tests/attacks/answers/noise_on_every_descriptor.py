# tries: Noise where the grader expects frames: lengths without end, broken JSON.
# attacks: step
# verdict: RAISED
import os


def step(z):
    for number in range(3, 64):
        try:
            os.write(number, b"\xff" * 4096)
        except OSError:
            pass
    return z
