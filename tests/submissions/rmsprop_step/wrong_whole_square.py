# expect: WRONG_VALUE whole_square
import numpy as np


def rmsprop_step(param, grad, state, learning_rate, rho=0.9, eps=1e-8):
    if param.shape != grad.shape:
        raise ValueError("param and grad must have the same shape")
    s = state.get("s", np.zeros(param.shape))
    if s.shape != param.shape:
        raise ValueError("the state has another shape")
    s = rho * s + grad**2
    return param - learning_rate * grad / (np.sqrt(s) + eps), {"s": s}
