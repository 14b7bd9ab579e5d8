# expect: WRONG_VALUE last_bias_only
def collapse_linear(params):
    if not params:
        raise ValueError("no layers")
    W, b = params[0]["W"].copy(), params[0]["b"].copy()
    for layer in params[1:]:
        b = layer["b"].copy()
        W = W @ layer["W"]
    return W, b
