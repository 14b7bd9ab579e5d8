# expect: INPUT_MODIFIED same_dicts
def update_params(params, grads, learning_rate):
    if len(params) != len(grads):
        raise ValueError("one dict of gradients for each layer")
    for layer, grad in zip(params, grads):
        for key in ("W", "b"):
            if layer[key].shape != grad[key].shape:
                raise ValueError("a gradient has the shape of its parameter")
    new = list(params)
    for layer, grad in zip(new, grads):
        for key in layer:
            layer[key] = layer[key] - learning_rate * grad[key]
    return new
