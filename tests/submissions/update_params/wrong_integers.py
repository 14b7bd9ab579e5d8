# expect: WRONG_DTYPE integers_kept
import numpy as np


def update_params(params, grads, learning_rate):
    if len(params) != len(grads):
        raise ValueError("one dict of gradients for each layer")
    for layer, grad in zip(params, grads):
        for key in ("W", "b"):
            if layer[key].shape != grad[key].shape:
                raise ValueError("a gradient has the shape of its parameter")
    new = []
    for layer, grad in zip(params, grads):
        fresh = {}
        for key in layer:
            fresh[key] = np.zeros_like(layer[key])
            fresh[key][:] = layer[key] - learning_rate * grad[key]
        new.append(fresh)
    return new
