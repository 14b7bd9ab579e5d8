# expect: WRONG_VALUE unchecked
import numpy as np


def momentum_step(param, grad, state, learning_rate, beta=0.9):
    v = state.get("v", np.zeros(param.shape))
    v = beta * v + grad
    return param - learning_rate * v, {"v": v}
