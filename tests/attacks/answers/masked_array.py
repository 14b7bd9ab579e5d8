# tries: Every element is masked, so that nothing compares unequal.
# attacks: perceptron_predict
# verdict: WRONG_TYPE
import numpy as np


def perceptron_predict(X, w, b):
    return np.ma.masked_all(len(X), dtype=np.int64)
