import numpy as np


def neuron_output(x, w, b, activation):
    z = np.array([x @ w + b], dtype=float)
    match activation:
        case "linear":
            a = z
        case "step":
            a = step(z)
        case "relu":
            a = relu(z)
        case "sigmoid":
            a = sigmoid(z)
        case "tanh":
            a = np.tanh(z)
        case _:
            raise ValueError("unknown name")
    return float(a[0])
