# expect: WRONG_VALUE cost_left_out
import numpy as np


def neuron_backward(x, w, b, y):
    z = w*x+b
    a = sigmoid(z)
    dC_da = a-y
    da_dz = sigmoid_grad(z)
    return {"dC_da": dC_da, "da_dz": da_dz, "dC_dw": da_dz*x, "dC_db": da_dz, "dC_dx": da_dz*w}
