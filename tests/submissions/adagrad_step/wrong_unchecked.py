# expect: WRONG_VALUE unchecked
import numpy as np


def adagrad_step(param, grad, state, learning_rate, eps=1e-8):
    s = state.get("s", np.zeros(param.shape))
    s = s + grad**2
    return param - learning_rate * grad / (np.sqrt(s) + eps), {"s": s}
