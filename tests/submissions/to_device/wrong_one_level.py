# expect: WRONG_TYPE lists_left
def to_device(tree, xp):
    if isinstance(tree, dict):
        return {key: xp.array(value) if isinstance(value, np.ndarray) else value for key, value in tree.items()}
    if isinstance(tree, list):
        return [xp.array(value) if isinstance(value, np.ndarray) else value for value in tree]
    return xp.array(tree) if isinstance(tree, np.ndarray) else tree



def predict_logits(X, params, activations):
    xp = get_array_module(X)
    A = X
    for layer, name in zip(params[:-1], activations):
        Z = dense_forward(A, layer["W"], layer["b"])
        A = xp.maximum(Z, 0) if name == "relu" else xp.tanh(Z)
    return dense_forward(A, params[-1]["W"], params[-1]["b"])
