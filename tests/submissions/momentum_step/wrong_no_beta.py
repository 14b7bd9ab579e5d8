# expect: WRONG_SIGNATURE -
import numpy as np


def momentum_step(param, grad, state, learning_rate):
    if param.shape != grad.shape:
        raise ValueError("param and grad must have the same shape")
    v = 0.9 * state.get("v", np.zeros(param.shape)) + grad
    return param - learning_rate * v, {"v": v}
