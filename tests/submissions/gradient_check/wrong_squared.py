# expect: WRONG_VALUE squared
import numpy as np


def gradient_check(loss_fn, params, grads, h=1e-5):
    num, ana = [], []
    for layer, gradient in zip(params, grads, strict=True):
        for name in layer:
            p, g = layer[name], gradient[name]
            if p.shape != g.shape:
                raise ValueError(f"gradient of {name}: {g.shape} for {p.shape}")
            for i in np.ndindex(p.shape):
                old = p[i]
                p[i] = old + h
                up = loss_fn(params)
                p[i] = old - h
                down = loss_fn(params)
                p[i] = old
                num.append((up - down) / (2 * h))
                ana.append(g[i])
    num, ana = np.array(num), np.array(ana)
    top = np.sum((num - ana) ** 2)
    bottom = np.sum(num**2) + np.sum(ana**2) + 1e-12
    return float(top / bottom)
