import numpy as np


def rmsprop_step(param, grad, state, learning_rate, rho=0.9, eps=1e-8):
    if np.shape(param) != np.shape(grad):
        raise ValueError("shapes")
    old = state["s"] if "s" in state else np.zeros(np.shape(param))
    if np.shape(old) != np.shape(param):
        raise ValueError("shapes")
    s, new = np.zeros(np.shape(param)), np.zeros(np.shape(param))
    for index in np.ndindex(*np.shape(param)):
        s[index] = rho * old[index] + (1 - rho) * grad[index] ** 2
        new[index] = param[index] - learning_rate * grad[index] / (s[index] ** 0.5 + eps)
    return new, {"s": s}
