# expect: NOT_FINITE no_eps
import numpy as np


def adam_step(param, grad, state, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    if param.shape != grad.shape:
        raise ValueError("param and grad must have the same shape")
    m = state.get("m", np.zeros(param.shape))
    v = state.get("v", np.zeros(param.shape))
    t = state.get("t", 0) + 1
    if m.shape != param.shape or v.shape != param.shape:
        raise ValueError("the state has another shape")
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    new = param - learning_rate * m_hat / np.sqrt(v_hat)
    return new, {"m": m, "v": v, "t": t}
