# tries: Whoever unpickles this runs a command.
# attacks: step
# verdict: WRONG_TYPE
import os


class Payload:
    def __reduce__(self):
        return os.system, ("touch @CANARY@",)


def step(z):
    return Payload()
