# expect: WRONG_VALUE no_rate
import numpy as np


def momentum_step(param, grad, state, learning_rate, beta=0.9):
    if param.shape != grad.shape:
        raise ValueError("param and grad must have the same shape")
    v = state.get("v", np.zeros(param.shape))
    if v.shape != param.shape:
        raise ValueError("the velocity has another shape")
    v = beta * v + grad
    return param - v, {"v": v}
