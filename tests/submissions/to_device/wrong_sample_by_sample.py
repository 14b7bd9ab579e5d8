# expect: FORBIDDEN -
def to_device(tree, xp):
    if isinstance(tree, np.ndarray):
        return xp.array(tree)
    if isinstance(tree, list):
        return [to_device(part, xp) for part in tree]
    if isinstance(tree, dict):
        return {key: to_device(value, xp) for key, value in tree.items()}
    return tree



def predict_logits(X, params, activations):
    xp = get_array_module(X)
    if len(X) == 0 or X.shape[1] != params[0]["W"].shape[0]:
        return dense_forward(X, params[0]["W"], params[0]["b"])[:, :0] @ xp.zeros((0, params[-1]["b"].size))
    rows = []
    for x in X:
        a = x
        for layer, name in zip(params[:-1], activations):
            z = a @ layer["W"] + layer["b"]
            a = xp.maximum(z, 0) if name == "relu" else xp.tanh(z)
        rows.append(a @ params[-1]["W"] + params[-1]["b"])
    return xp.stack(rows)
