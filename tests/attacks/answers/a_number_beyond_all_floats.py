# tries: A whole number that no float64 holds, where a float is asked.
# attacks: perceptron_update
# verdict: WRONG_TYPE
import numpy as np


def perceptron_update(w, b, x, y, learning_rate=1.0):
    return np.asarray(w, float), 10**400
