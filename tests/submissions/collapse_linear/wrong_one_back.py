# expect: WRONG_VALUE one_layer_back
def collapse_linear(params):
    if not params:
        raise ValueError("no layers")
    W = params[0]["W"].copy()
    for layer in params[1:]:
        W = W @ layer["W"]
    b = params[-1]["b"].copy()
    if len(params) > 1:
        b = params[-2]["b"] @ params[-1]["W"] + b
    return W, b
