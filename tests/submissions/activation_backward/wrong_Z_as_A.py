# expect: WRONG_VALUE Z_taken_for_A
import numpy as np


def activation_backward(dA, Z, kind):
    if dA.shape != Z.shape:
        raise ValueError(f"{dA.shape} and {Z.shape}")
    if kind == "relu":
        slope = relu_grad(Z)
    elif kind == "leaky_relu":
        slope = leaky_relu_grad(Z)
    elif kind == "sigmoid":
        slope = Z * (1 - Z)
    elif kind == "tanh":
        slope = 1 - Z**2
    elif kind == "linear":
        slope = 1.0
    else:
        raise ValueError(f"no activation {kind}")
    return dA * slope
