import math
import numpy as np


def gradient_norms(grads):
    if len(grads) < 1:
        raise ValueError("a network has a layer")
    result = []
    for layer in grads:
        result.append(math.sqrt(sum(float(g) ** 2 for row in layer["W"] for g in row)))
    return np.asarray(result)
