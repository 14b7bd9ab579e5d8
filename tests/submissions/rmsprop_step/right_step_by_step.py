import numpy as np


def rmsprop_step(param, grad, state, learning_rate, rho=0.9, eps=1e-8):
    old = state["s"] if state else np.zeros(grad.shape)
    if not (param.shape == grad.shape and grad.shape == old.shape):
        raise ValueError(f"param {param.shape}, grad {grad.shape}, state {old.shape}")
    squares = rho * old + (1 - rho) * grad * grad
    size = np.sqrt(squares)
    rate = learning_rate / (size + eps)
    return param - rate * grad, {**state, "s": squares}
