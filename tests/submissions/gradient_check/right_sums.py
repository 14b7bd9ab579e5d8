import numpy as np


def gradient_check(loss_fn, params, grads, h=1e-5):
    apart = length_num = length_ana = 0.0
    for layer, gradient in zip(params, grads, strict=True):
        for name, p in layer.items():
            if gradient[name].shape != p.shape:
                raise ValueError("a gradient has the shape of its parameter")
            num = np.zeros_like(p)
            backup = p.copy()
            it = np.nditer(p, flags=["multi_index"])
            while not it.finished:
                i = it.multi_index
                p[i] = backup[i] + h
                num[i] = loss_fn(params)
                p[i] = backup[i] - h
                num[i] -= loss_fn(params)
                p[i] = backup[i]
                it.iternext()
            num /= 2 * h
            apart += np.sum((num - gradient[name]) ** 2)
            length_num += np.sum(num**2)
            length_ana += np.sum(gradient[name] ** 2)
    return np.sqrt(apart) / (np.sqrt(length_num) + np.sqrt(length_ana) + 1e-12)
