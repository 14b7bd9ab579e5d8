import numpy as np


def xor_gate(X):
    outputs = [perceptron_predict(X, *gate_params(name)) for name in ("or", "nand")]
    return perceptron_predict(np.stack(outputs, axis=1), *gate_params("and"))
