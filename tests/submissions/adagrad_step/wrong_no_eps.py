# expect: WRONG_VALUE no_eps
import numpy as np


def adagrad_step(param, grad, state, learning_rate, eps=1e-8):
    if param.shape != grad.shape:
        raise ValueError("param and grad must have the same shape")
    s = state.get("s", np.zeros(param.shape))
    if s.shape != param.shape:
        raise ValueError("the state has another shape")
    s = s + grad**2
    return param - learning_rate * grad / (np.sqrt(s)), {"s": s}
