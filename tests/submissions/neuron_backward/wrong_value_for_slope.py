# expect: WRONG_VALUE value_for_slope
import numpy as np


def neuron_backward(x, w, b, y):
    z = w*x+b
    a = sigmoid(z)
    dC_da = a-y
    da_dz = a
    return {"dC_da": dC_da, "da_dz": da_dz, "dC_dw": dC_da*da_dz*x, "dC_db": dC_da*da_dz, "dC_dx": dC_da*da_dz*w}
