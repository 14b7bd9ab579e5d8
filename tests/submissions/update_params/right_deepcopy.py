import copy


def update_params(params, grads, learning_rate):
    if len(params) != len(grads):
        raise ValueError("different numbers of layers")
    new_params = copy.deepcopy(params)
    for l in range(len(params)):
        for name in ["W", "b"]:
            if params[l][name].shape != grads[l][name].shape:
                raise ValueError(f"layer {l}, {name}: shapes differ")
            new_params[l][name] = params[l][name] - learning_rate * grads[l][name]
    return new_params
