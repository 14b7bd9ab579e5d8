# attack: step
import os

import numpy as np


class Payload:
    def __reduce__(self):
        return os.system, ("touch @CANARY@",)


def step(z):
    return np.array([Payload()], dtype=object)
