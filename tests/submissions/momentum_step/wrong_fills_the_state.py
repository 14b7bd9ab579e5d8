# expect: INPUT_MODIFIED -
import numpy as np


def momentum_step(param, grad, state, learning_rate=0.01, beta=0.9):
    if param.shape != grad.shape:
        raise ValueError("shapes")
    v = state.setdefault("v", np.zeros_like(param, dtype=float))
    if v.shape != param.shape:
        raise ValueError("shapes")
    v = beta * v + grad
    return param - learning_rate * v, {"v": v}
