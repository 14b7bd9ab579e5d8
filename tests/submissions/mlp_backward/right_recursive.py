def layer_gradient(dZ, cache):
    return {"W": cache["A_prev"].T @ dZ, "b": dZ.sum(axis=0)}


def mlp_backward(dZ_last, params, caches, activations):
    if len(params) == 0 or not (len(params) == len(caches) == len(activations)):
        raise ValueError("there must be as many caches and activations as layers")
    *front, cache = caches
    last = layer_gradient(dZ_last, cache)
    if not front:
        return [last]
    dA = dZ_last @ params[-1]["W"].T
    dZ = activation_backward(dA, front[-1]["Z"], activations[-2])
    return [*mlp_backward(dZ, params[:-1], front, activations[:-1]), last]
