# expect: WRONG_TYPE -
import numpy as np


def neuron_output(x, w, b, activation):
    z = np.array([x @ w + b])
    if activation == "linear":
        a = z
    elif activation == "step":
        a = (z > 0) * 1.0
    elif activation == "relu":
        a = np.maximum(z, 0)
    elif activation == "sigmoid":
        a = sigmoid(z)
    elif activation == "tanh":
        a = np.tanh(z)
    else:
        raise ValueError("unknown name")
    return a
