# tries: An array whose elements run a command where they are unpickled.
# attacks: step
# verdict: WRONG_TYPE
import os

import numpy as np


class Payload:
    def __reduce__(self):
        return os.system, ("touch @CANARY@",)


def step(z):
    return np.array([Payload()], dtype=object)
