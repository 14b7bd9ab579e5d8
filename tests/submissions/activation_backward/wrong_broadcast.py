# expect: WRONG_VALUE broadcast
import numpy as np


def activation_backward(dA, Z, kind):
    if kind == "relu":
        slope = relu_grad(Z)
    elif kind == "leaky_relu":
        slope = leaky_relu_grad(Z)
    elif kind == "sigmoid":
        slope = sigmoid_grad(Z)
    elif kind == "tanh":
        slope = tanh_grad(Z)
    elif kind == "linear":
        slope = np.ones(Z.shape)
    else:
        raise ValueError(f"no activation {kind}")
    return dA * slope
