import numpy as np


def momentum_step(param, grad, state, learning_rate, beta=0.9):
    old = state["v"] if state else np.zeros_like(param, dtype=float)
    if not param.shape == grad.shape == old.shape:
        raise ValueError(f"shapes {param.shape}, {grad.shape} and {old.shape}")
    velocity = beta * old
    velocity = velocity + grad
    moved = param - learning_rate * velocity
    new_state = dict(state)
    new_state["v"] = velocity
    return moved, new_state
