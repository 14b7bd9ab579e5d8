# tries: nan for the weights: nothing is larger than any tolerance.
# attacks: perceptron_update
# verdict: NOT_FINITE WRONG_VALUE
import numpy as np


def perceptron_update(w, b, x, y, learning_rate=1.0):
    return np.full_like(np.asarray(w, float), np.nan), float("nan")
