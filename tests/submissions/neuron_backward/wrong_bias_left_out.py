# expect: WRONG_VALUE bias_left_out
import numpy as np


def neuron_backward(x, w, b, y):
    z = w*x
    a = sigmoid(z); c=a-y; s=sigmoid_grad(z)
    return {"dC_da": float(c), "da_dz": float(s), "dC_dw": float(c*s*x), "dC_db": float(c*s), "dC_dx": float(c*s*w)}
