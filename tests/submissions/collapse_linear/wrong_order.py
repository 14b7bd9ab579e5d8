# expect: RAISED order_swapped
def collapse_linear(params):
    if not params:
        raise ValueError("no layers")
    W, b = params[0]["W"].copy(), params[0]["b"].copy()
    for layer in params[1:]:
        b = b @ layer["W"] + layer["b"]
        W = layer["W"] @ W
    return W, b
