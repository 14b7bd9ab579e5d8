# expect: WRONG_VALUE -
def one_step(params, Xb, yb, activations, learning_rate):
    p, caches = mlp_forward(Xb, params, activations)
    loss = binary_cross_entropy(yb, p)
    grads = mlp_backward(bce_sigmoid_backward(yb, p), params, caches, activations)
    return update_params(params, grads, learning_rate), loss


def sgd_epoch(params, X, y, activations, learning_rate, batch_size, rng):
    summed, seen = 0.0, 0
    for Xb, yb in list(iterate_minibatches(X, y, batch_size, rng=rng)):
        params, loss = one_step(params, Xb, yb, activations, learning_rate)
        summed += loss * Xb.shape[0]
        seen += Xb.shape[0]
    return params, summed / max(seen, 1)
