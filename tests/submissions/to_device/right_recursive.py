def to_device(tree, xp):
    if isinstance(tree, np.ndarray):
        return xp.array(tree)
    if isinstance(tree, list):
        return [to_device(part, xp) for part in tree]
    if isinstance(tree, dict):
        return {key: to_device(value, xp) for key, value in tree.items()}
    return tree



def predict_logits(X, params, activations):
    first, rest = params[0], params[1:]
    if X.shape[-1] != len(first["W"]):
        raise ValueError(f"{X.shape[-1]} features, {len(first['W'])} expected")
    Z = X @ first["W"] + first["b"]
    if not rest:
        return Z
    xp = get_array_module(Z)
    A = xp.where(Z > 0, Z, xp.zeros_like(Z)) if activations[0] == "relu" else xp.tanh(Z)
    return predict_logits(A, rest, activations[1:])
