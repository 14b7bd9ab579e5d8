# tries: Finalisers that run when the process ends.
# attacks: step
# verdict: WRONG_TYPE RAISED
import atexit
import os
import weakref


class Last:
    def __del__(self):
        os.system("touch @CANARY@")


last = Last()
weakref.finalize(last, os.system, "touch @CANARY@")
atexit.register(os.system, "touch @CANARY@")


def step(z):
    return last
