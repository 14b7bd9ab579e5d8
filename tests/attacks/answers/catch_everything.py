# tries: A loop that survives exceptions and signals.
# attacks: step
# verdict: RAISED
import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def step(z):
    raise KeyboardInterrupt
