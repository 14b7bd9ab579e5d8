import copy


def clip_by_global_norm(grads, max_norm):
    if max_norm <= 0:
        raise ValueError("max_norm must be positive")
    squares = sum((layer["W"] ** 2).sum() + (layer["b"] ** 2).sum() for layer in grads)
    norm = squares**0.5
    clipped = copy.deepcopy(grads)
    if norm > max_norm:
        for layer in clipped:
            for name in layer:
                layer[name] = layer[name] * max_norm / norm
    return clipped, norm
