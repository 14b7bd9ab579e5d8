import numpy as np


def adagrad_step(param, grad, state, learning_rate, eps=1e-8):
    if param.shape != grad.shape:
        raise ValueError("param and grad must have the same shape")
    s = np.array(state.get("s", np.zeros(param.shape)), dtype=float)
    if s.shape != param.shape:
        raise ValueError("state")
    s += np.square(grad, dtype=float)
    p = np.array(param, dtype=float)
    p -= learning_rate * grad / (np.sqrt(s) + eps)
    return p, {"s": s}
