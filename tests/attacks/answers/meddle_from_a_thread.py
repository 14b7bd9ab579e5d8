# tries: A thread goes on after the cell has ended, and changes whatever the next cells define.
# attacks: step
# verdict: WRONG_TYPE
import sys
import threading


def meddle():
    main = sys.modules["__main__"].__dict__
    while True:
        main["step"] = lambda z: "meddled"


threading.Thread(target=meddle, daemon=True).start()


def step(z):
    return "meddled"
