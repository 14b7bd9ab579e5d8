import numpy as np

FUNCTIONS = {
    "relu": relu,
    "leaky_relu": leaky_relu,
    "sigmoid": sigmoid,
    "softmax": softmax,
    "tanh": np.tanh,
    "linear": np.copy,
}


def mlp_forward_dropout(X, params, activations, drop_rates, rng=None, training=True):
    if len(params) != len(activations):
        raise ValueError("activations")
    if len(params) != len(drop_rates) + 1:
        raise ValueError("drop_rates")
    if training and rng is None and len(drop_rates) > 0:
        raise ValueError("rng")
    A, caches = X.copy(), []
    rates = [*drop_rates, None]
    for layer, name, rate in zip(params, activations, rates, strict=True):
        Z = dense_forward(A, layer["W"], layer["b"])
        mask = None if rate is None or not training else dropout_mask(Z.shape, rate, rng)
        H = FUNCTIONS[name](Z)
        out = H if mask is None else dropout_forward(H, mask, rate, training)
        caches.append(dict(A_prev=A, Z=Z, A=out, mask=mask))
        A = out
    return A, caches
