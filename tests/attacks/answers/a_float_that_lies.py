# tries: A float that equals everything and differs by nothing.
# attacks: perceptron_update
# verdict: WRONG_TYPE
import numpy as np


class Liar(float):
    def __eq__(self, other):
        return True

    __sub__ = __rsub__ = lambda self, other: 0.0


def perceptron_update(w, b, x, y, learning_rate=1.0):
    return np.asarray(w) * 0 + 99.0, Liar(99.0)
