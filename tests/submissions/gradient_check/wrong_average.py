# expect: WRONG_VALUE mean_over_arrays
import numpy as np


def gradient_check(loss_fn, params, grads, h=1e-5):
    ratios = []
    for layer, gradient in zip(params, grads, strict=True):
        for name, p in layer.items():
            g = gradient[name]
            if p.shape != g.shape:
                raise ValueError("shapes")
            num = np.zeros(p.shape)
            for i in np.ndindex(p.shape):
                old = p[i]
                p[i] = old + h
                up = loss_fn(params)
                p[i] = old - h
                num[i] = (up - loss_fn(params)) / (2 * h)
                p[i] = old
            ratios.append(np.linalg.norm(num - g) / (np.linalg.norm(num) + np.linalg.norm(g) + 1e-12))
    return float(np.mean(ratios))
