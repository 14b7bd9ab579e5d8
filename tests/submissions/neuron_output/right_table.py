import numpy as np


NEURON_FUNCTIONS = {
    "linear": lambda z: z,
    "step": lambda z: np.where(z > 0, 1.0, 0.0),
    "relu": lambda z: np.maximum(z, 0.0),
    "sigmoid": lambda z: 0.5 * (1 + np.tanh(z / 2)),
    "tanh": np.tanh,
}


def neuron_output(x, w, b, activation):
    if activation not in NEURON_FUNCTIONS:
        raise ValueError(f"unknown activation {activation}")
    return float(NEURON_FUNCTIONS[activation](np.dot(w, x) + b))
