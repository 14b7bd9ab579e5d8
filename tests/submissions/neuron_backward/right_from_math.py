import math


def neuron_backward(x, w, b, y):
    z = w * x + b
    a = 0.5 * (1 + math.tanh(z / 2))
    out = {"dC_da": a - y, "da_dz": a * (1 - a)}
    delta = out["dC_da"] * out["da_dz"]
    out.update(dC_dw=delta * x, dC_db=delta, dC_dx=delta * w)
    return out
