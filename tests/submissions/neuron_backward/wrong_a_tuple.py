# expect: WRONG_TYPE -
import numpy as np


def neuron_backward(x, w, b, y):
    z = w * x + b
    a = float(sigmoid(np.asarray(z, dtype=float)))
    dC_da = a - y
    da_dz = float(sigmoid_grad(np.asarray(z, dtype=float)))
    dC_dz = dC_da * da_dz
    return dC_da, da_dz, dC_dz * x, dC_dz, dC_dz * w
