# expect: WRONG_VALUE unchecked
import numpy as np


def rmsprop_step(param, grad, state, learning_rate, rho=0.9, eps=1e-8):
    s = state.get("s", np.zeros(param.shape))
    s = rho * s + (1 - rho) * grad**2
    return param - learning_rate * grad / (np.sqrt(s) + eps), {"s": s}
