# expect: WRONG_TYPE -
def update_params(params, grads, learning_rate):
    if len(params) != len(grads):
        raise ValueError("one dict of gradients for each layer")
    for layer, grad in zip(params, grads):
        for key in ("W", "b"):
            if layer[key].shape != grad[key].shape:
                raise ValueError("a gradient has the shape of its parameter")
    new = []
    for layer, grad in zip(params, grads):
        W = layer["W"] - learning_rate * grad["W"]
        b = layer["b"] - learning_rate * grad["b"]
        new.append({"W": W, "b": b})
    return tuple(new)
