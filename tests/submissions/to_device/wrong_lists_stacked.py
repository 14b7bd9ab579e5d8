# expect: WRONG_TYPE lists_to_arrays
def to_device(tree, xp):
    if isinstance(tree, np.ndarray):
        return xp.array(tree)
    if isinstance(tree, list):
        if any(isinstance(part, list | dict | str) or part is None for part in tree):
            return [to_device(part, xp) for part in tree]
        if len({np.shape(part) for part in tree}) > 1:
            return [xp.array(np.asarray(part)) for part in tree]
        return xp.array(np.array(tree))
    if isinstance(tree, dict):
        return {key: to_device(value, xp) for key, value in tree.items()}
    return tree



def predict_logits(X, params, activations):
    xp = get_array_module(X)
    A = X
    for layer, name in zip(params[:-1], activations):
        Z = dense_forward(A, layer["W"], layer["b"])
        A = xp.maximum(Z, 0) if name == "relu" else xp.tanh(Z)
    return dense_forward(A, params[-1]["W"], params[-1]["b"])
