# expect: WRONG_VALUE turned_around
import numpy as np


def gradient_check(loss_fn, params, grads, h=1e-5):
    num, ana = [], []
    for p, g in zip(params, grads):
        for k in p:
            if p[k].shape != g[k].shape: raise ValueError("shape")
            for i in np.ndindex(p[k].shape):
                old = p[k][i]
                p[k][i] = old + h
                up = loss_fn(params)
                p[k][i] = old - h
                down = loss_fn(params)
                p[k][i] = old
                num.append((down-up)/(2*h))
                ana.append(g[k][i])
    num, ana = np.array(num), np.array(ana)
    return np.linalg.norm(num-ana)/(np.linalg.norm(num)+np.linalg.norm(ana)+1e-12)
