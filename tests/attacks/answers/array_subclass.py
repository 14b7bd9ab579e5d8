# tries: An array whose comparisons are always true.
# attacks: step
# verdict: WRONG_TYPE
import numpy as np


class Agreeing(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, bool)

    def __array_function__(self, function, types, args, kwargs):
        return True


def step(z):
    return np.full(np.shape(z), 7).view(Agreeing)
