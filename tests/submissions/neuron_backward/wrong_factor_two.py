# expect: WRONG_VALUE factor_two
import numpy as np


def neuron_backward(x, w, b, y):
    z = w * x + b
    a = float(sigmoid(np.asarray(z, dtype=float)))
    dC_da = 2 * (a - y)
    da_dz = float(sigmoid_grad(np.asarray(z, dtype=float)))
    dC_dz = dC_da * da_dz
    return {"dC_da": dC_da, "da_dz": da_dz, "dC_dw": dC_dz * x, "dC_db": dC_dz, "dC_dx": dC_dz * w}
