import numpy as np


def adam_step(param, grad, state, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    if np.shape(param) != np.shape(grad):
        raise ValueError("shapes")
    zeros = np.zeros(np.shape(param))
    old_m, old_v, t = state.get("m", zeros), state.get("v", zeros), int(state.get("t", 0)) + 1
    if np.shape(old_m) != np.shape(param) or np.shape(old_v) != np.shape(param):
        raise ValueError("shapes")
    m, v, new = np.zeros(np.shape(param)), np.zeros(np.shape(param)), np.zeros(np.shape(param))
    for index in np.ndindex(*np.shape(param)):
        m[index] = beta1 * old_m[index] + (1 - beta1) * grad[index]
        v[index] = beta2 * old_v[index] + (1 - beta2) * grad[index] ** 2
        first, second = m[index] / (1 - beta1**t), v[index] / (1 - beta2**t)
        new[index] = param[index] - learning_rate * first / (second**0.5 + eps)
    return new, {"m": m, "v": v, "t": t}
