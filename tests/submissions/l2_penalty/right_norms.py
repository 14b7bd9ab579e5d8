import numpy as np


def l2_penalty(params, lam):
    norms = [np.linalg.norm(np.float64(layer["W"]).ravel()) for layer in params]
    return 0.5 * lam * float(np.dot(norms, norms))


def l2_gradients(grads, params, lam):
    if [g["W"].shape for g in grads] != [p["W"].shape for p in params]:
        raise ValueError("grads and params do not fit")
    return [{"W": g["W"] + lam * p["W"], "b": np.array(g["b"])} for g, p in zip(grads, params, strict=True)]
