# expect: WRONG_VALUE difference_forgotten
import numpy as np


def loss_along_line(loss_fn, theta0, theta1, n=21):
    if n < 1 or len(theta0) != len(theta1):
        raise ValueError("n")
    for a, c in zip(theta0, theta1):
        if a.keys() != c.keys() or any(a[k].shape != c[k].shape for k in a):
            raise ValueError("shape")
    out = []
    for t in np.linspace(0, 1, n):
        mix = [{k: a[k] + t * c[k] for k in a} for a, c in zip(theta0, theta1)]
        out.append(loss_fn(mix))
    return np.array(out)
