# expect: WRONG_VALUE -
def mlp_forward(X, params, activations):
    if len(params) != len(activations):
        raise ValueError("one activation for each layer")
    functions = {
        "linear": np.copy, "relu": relu, "leaky_relu": leaky_relu, "sigmoid": sigmoid, "tanh": np.tanh,
        "softmax": softmax,
    }
    A, caches = X, []
    for layer, name in zip(params, activations):
        if name not in functions:
            raise ValueError(name)
        Z = dense_forward(A, layer["W"], layer["b"])
        caches.append({"A_prev": A, "Z": Z, "A": functions[name](Z)})
        A = caches[-1]["A"]
    return A, caches
