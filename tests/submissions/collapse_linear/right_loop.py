def collapse_linear(params):
    if len(params) == 0:
        raise ValueError("no layers")
    W, b = params[0]["W"].copy(), params[0]["b"].copy()
    for layer in params[1:]:
        W, b = W @ layer["W"], b @ layer["W"] + layer["b"]
    return W, b
