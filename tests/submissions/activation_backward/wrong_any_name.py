# expect: WRONG_VALUE any_name
import numpy as np


def activation_backward(dA, Z, kind):
    if dA.shape != Z.shape:
        raise ValueError(f"{dA.shape} and {Z.shape}")
    if kind == "relu":
        slope = relu_grad(Z)
    elif kind == "leaky_relu":
        slope = leaky_relu_grad(Z)
    elif kind == "sigmoid":
        slope = sigmoid_grad(Z)
    elif kind == "tanh":
        slope = tanh_grad(Z)
    else:
        slope = 1.0
    return dA * slope
