# expect: WRONG_VALUE bias_times_b
import numpy as np


def neuron_backward(x, w, b, y):
    z = w*x+b
    a = sigmoid(z)
    dC_da = a-y
    da_dz = sigmoid_grad(z)
    return {"dC_da": dC_da, "da_dz": da_dz, "dC_dw": dC_da*da_dz*x, "dC_db": dC_da*da_dz*b, "dC_dx": dC_da*da_dz*w}
