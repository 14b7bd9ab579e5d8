# expect: WRONG_SHAPE two_layers_only


def collapse_linear(params):
    if not params:
        raise ValueError("no layer")
    first, second = params[0], params[1]
    return first["W"] @ second["W"], first["b"] @ second["W"] + second["b"]
