import numpy as np


def adam_step(param, grad, state, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    if param.shape != grad.shape:
        raise ValueError("param and grad must have the same shape")
    m = np.array(state.get("m", np.zeros(param.shape)), dtype=float)
    v = np.array(state.get("v", np.zeros(param.shape)), dtype=float)
    if m.shape != param.shape or v.shape != param.shape:
        raise ValueError("state")
    t = 1 + state.get("t", 0)
    m *= beta1
    m += (1 - beta1) * grad
    v *= beta2
    v += (1 - beta2) * np.asarray(grad, dtype=float) ** 2
    # The short form of the paper, with the eps that makes it the same.
    root = np.sqrt(1 - beta2**t)
    rate = learning_rate * root / (1 - beta1**t)
    return param - rate * m / (np.sqrt(v) + eps * root), {"m": m, "v": v, "t": t}
