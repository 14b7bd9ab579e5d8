# expect: WRONG_VALUE no_hidden_activation
def to_device(tree, xp):
    if isinstance(tree, np.ndarray):
        return xp.array(tree)
    if isinstance(tree, list):
        return [to_device(part, xp) for part in tree]
    if isinstance(tree, dict):
        return {key: to_device(value, xp) for key, value in tree.items()}
    return tree



def predict_logits(X, params, activations):
    if X.ndim != 2 or X.shape[1] != params[0]["W"].shape[0]:
        raise ValueError("X does not fit the first layer")
    xp = get_array_module(X)
    functions = {"relu": lambda Z: Z * (Z > 0), "tanh": xp.tanh}
    for number, layer in enumerate(params):
        X = X @ layer["W"] + layer["b"]
    return X
