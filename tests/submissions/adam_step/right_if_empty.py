import numpy as np


def adam_step(param, grad, state, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    if len(state) == 0:
        state = {"m": np.zeros(param.shape), "v": np.zeros(param.shape), "t": 0}
    shapes = {param.shape, grad.shape, state["m"].shape, state["v"].shape}
    if len(shapes) > 1:
        raise ValueError(f"different shapes: {shapes}")
    t = state["t"] + 1
    m = state["m"] + (1 - beta1) * (grad - state["m"])
    v = state["v"] + (1 - beta2) * (np.square(grad) - state["v"])
    direction = m / (1 - beta1**t)
    size = np.sqrt(v / (1 - beta2**t))
    return param - learning_rate * (direction / (size + eps)), dict(m=m, v=v, t=t)
