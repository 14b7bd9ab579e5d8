# expect: WRONG_VALUE slope_at_A
import numpy as np


def activation_backward(dA, Z, kind):
    if dA.shape != Z.shape: raise ValueError("s")
    if kind == "relu": return dA * relu_grad(Z)
    if kind == "leaky_relu": return dA * leaky_relu_grad(Z)
    if kind == "sigmoid": return dA * sigmoid_grad(sigmoid(Z))
    if kind == "tanh": return dA * tanh_grad(np.tanh(Z))
    if kind == "linear": return dA.copy()
    raise ValueError("k")
