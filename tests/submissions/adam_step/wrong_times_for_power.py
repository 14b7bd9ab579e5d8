# expect: NOT_FINITE times_for_power
import numpy as np


def adam_step(param, grad, state, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m = state.get("m", np.zeros(np.shape(param)))
    v = state.get("v", np.zeros(np.shape(param)))
    t = state.get("t", 0) + 1
    if not np.shape(param) == np.shape(grad) == np.shape(m) == np.shape(v):
        raise ValueError("shapes differ")
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * np.square(grad)
    step = m / (1 - beta1 * t) / (np.sqrt(v / (1 - beta2 * t)) + eps)
    return param - learning_rate * step, {"m": m, "v": v, "t": t}
