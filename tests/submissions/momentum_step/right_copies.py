import numpy as np


def momentum_step(param, grad, state, learning_rate, beta=0.9):
    if param.shape != grad.shape:
        raise ValueError("param and grad must have the same shape")
    v = np.zeros(param.shape)
    if "v" in state:
        if state["v"].shape != param.shape:
            raise ValueError("velocity")
        v = np.array(state["v"], dtype=float)
    v *= beta
    v += grad
    p = np.array(param, dtype=float)
    p -= learning_rate * v
    return p, {"v": v}
