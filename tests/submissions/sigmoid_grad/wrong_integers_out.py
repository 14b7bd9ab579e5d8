# expect: WRONG_DTYPE integers_out
import numpy as np


def sigmoid_grad(z):
    slope = np.zeros_like(z)
    slope[...] = sigmoid(z) * (1 - sigmoid(z))
    return slope


def tanh_grad(z):
    slope = np.zeros_like(z)
    slope[...] = 1 - np.tanh(z) ** 2
    return slope
