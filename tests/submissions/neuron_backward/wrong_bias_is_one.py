# expect: WRONG_VALUE bias_is_one
import numpy as np


def neuron_backward(x, w, b, y):
    z = w*x+b
    a = sigmoid(z)
    dC_da = a-y
    da_dz = sigmoid_grad(z)
    return {"dC_da": dC_da, "da_dz": da_dz, "dC_dw": dC_da*da_dz*x, "dC_db": 1.0, "dC_dx": dC_da*da_dz*w}
