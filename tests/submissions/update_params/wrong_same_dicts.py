# expect: INPUT_MODIFIED same_dicts
def update_params(params, grads, learning_rate):
    if len(params) != len(grads):
        raise ValueError("one dict of gradients for each layer")
    for layer, grad in zip(params, grads):
        for key in ("W", "b"):
            if layer[key].shape != grad[key].shape:
                raise ValueError("a gradient has the shape of its parameter")
    for l in range(len(params)):
        params[l]["W"] = params[l]["W"] - learning_rate * grads[l]["W"]
        params[l]["b"] = params[l]["b"] - learning_rate * grads[l]["b"]
    return params
