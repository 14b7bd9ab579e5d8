# expect: WRONG_VALUE leaky_closed
import numpy as np


def activation_backward(dA, Z, kind):
    if dA.shape != Z.shape: raise ValueError("s")
    if kind == "relu": return dA * relu_grad(Z)
    if kind == "leaky_relu": return dA * relu_grad(Z)
    if kind == "sigmoid": return dA * sigmoid_grad(Z)
    if kind == "tanh": return dA * tanh_grad(Z)
    if kind == "linear": return dA.copy()
    raise ValueError("k")
