# expect: WRONG_VALUE step_dropped
import numpy as np


def sgd_epoch(params, X, y, activations, learning_rate, batch_size, rng):
    if len(X) == 0:
        raise ValueError("no sample")
    losses, sizes = [], []
    for Xb, yb in iterate_minibatches(X, y, batch_size, rng):
        p, caches = mlp_forward(Xb, params, activations)
        losses.append(binary_cross_entropy(yb, p))
        sizes.append(len(Xb))
        dZ = bce_sigmoid_backward(yb, p)
        grads = mlp_backward(dZ, params, caches, activations)
        update_params(params, grads, learning_rate)
    return params, epoch_mean_loss(np.array(losses), np.array(sizes))
