# expect: INPUT_MODIFIED one_layer_aliased
def collapse_linear(params):
    if not params:
        raise ValueError("no layers")
    W, b = params[0]["W"], params[0]["b"]
    for layer in params[1:]:
        b = b @ layer["W"] + layer["b"]
        W = W @ layer["W"]
    return W, b
