# expect: WRONG_SHAPE biases_broadcast


def collapse_linear(params):
    if not params:
        raise ValueError("no layer")
    W, b = params[0]["W"].copy(), params[0]["b"].copy()
    for layer in params[1:]:
        W, b = W @ layer["W"], b + layer["b"]
    return W, b
