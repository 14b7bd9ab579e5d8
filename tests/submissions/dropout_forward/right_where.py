import numpy as np


def dropout_forward(A, mask, drop_rate, training=True):
    if not (0 <= drop_rate < 1):
        raise ValueError(f"drop_rate = {drop_rate}")
    if training and mask.shape != A.shape:
        raise ValueError(f"{mask.shape} is not {A.shape}")
    return np.where(mask, A / (1.0 - drop_rate), A.dtype.type(0)) if training else np.array(A)
