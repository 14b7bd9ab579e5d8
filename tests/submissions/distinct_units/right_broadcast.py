import numpy as np


def distinct_units(W, b=None, tol=1e-12):
    if np.ndim(W) != 2 or (b is not None and np.shape(b) != W.shape[1:]):
        raise ValueError("shapes")
    U = np.asarray(W, dtype=np.float64)
    if b is not None:
        U = np.concatenate([U, b[None, :]], axis=0)
    apart = np.abs(U[:, :, None] - U[:, None, :]).max(axis=0)
    equal = apart <= tol
    first = equal.argmax(axis=1)
    return int(np.sum(first == np.arange(len(first))))
