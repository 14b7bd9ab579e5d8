def update_params(params, grads, learning_rate):
    if len(params) != len(grads) or any(
        layer[key].shape != grad[key].shape for layer, grad in zip(params, grads) for key in layer
    ):
        raise ValueError("grads must be built like params")
    return [
        {key: value - learning_rate * grad[key] for key, value in layer.items()}
        for layer, grad in zip(params, grads)
    ]
