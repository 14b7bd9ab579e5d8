# expect: WRONG_TYPE not_summed
import numpy as np


def neuron_output(x, w, b, activation):
    z = x * w + b
    if activation == "linear":
        return z
    if activation == "step":
        return step(z)
    if activation == "relu":
        return relu(z)
    if activation == "sigmoid":
        return sigmoid(z)
    if activation == "tanh":
        return np.tanh(z)
    raise ValueError(activation)
