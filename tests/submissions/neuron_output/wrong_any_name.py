# expect: WRONG_VALUE any_name
import numpy as np


def neuron_output(x, w, b, activation):
    z = x @ w + b
    if activation == "linear":
        a = z
    elif activation == "step":
        a = 1.0 if z > 0 else 0.0
    elif activation == "relu":
        a = max(z, 0)
    elif activation == "sigmoid":
        a = sigmoid(z)
    else:
        a = np.tanh(z)
    return float(a)
