import numpy as np


def momentum_step(param, grad, state, learning_rate, beta=0.9):
    if np.shape(param) != np.shape(grad):
        raise ValueError("shapes")
    old = state["v"] if "v" in state else np.zeros(np.shape(param))
    if np.shape(old) != np.shape(param):
        raise ValueError("shapes")
    v = np.zeros(np.shape(param))
    new = np.zeros(np.shape(param))
    for index in np.ndindex(*np.shape(param)):
        v[index] = beta * old[index] + grad[index]
        new[index] = param[index] - learning_rate * v[index]
    return new, {"v": v}
