# expect: WRONG_VALUE times_the_activation
import numpy as np


def activation_backward(dA, Z, kind):
    if dA.shape != Z.shape:
        raise ValueError(f"{dA.shape} and {Z.shape}")
    if kind == "relu":
        slope = np.maximum(Z, 0)
    elif kind == "leaky_relu":
        slope = np.where(Z > 0, Z, 0.01 * Z)
    elif kind == "sigmoid":
        slope = 0.5 * (1 + np.tanh(Z / 2))
    elif kind == "tanh":
        slope = np.tanh(Z)
    elif kind == "linear":
        slope = Z
    else:
        raise ValueError(f"no activation {kind}")
    return dA * slope
