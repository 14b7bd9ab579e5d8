# expect: WRONG_VALUE name_of_this_layer
def mlp_backward(dZ_last, params, caches, activations):
    if not params or len(caches) != len(params) or len(activations) != len(params):
        raise ValueError("one cache and one activation for each layer")
    grads = [None] * len(params)
    dZ = dZ_last
    for l in reversed(range(len(params))):
        dX, dW, db = dense_backward(dZ, caches[l]["A_prev"], params[l]["W"])
        grads[l] = {"W": dW, "b": db}
        if l > 0:
            dZ = activation_backward(dX, caches[l - 1]["Z"], activations[l])
    return grads
