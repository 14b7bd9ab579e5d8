# expect: WRONG_VALUE biases_of_inputs
def count_params(layer_sizes):
    if not layer_sizes:
        raise ValueError("no sizes")
    return sum(a * (b + 1) for a, b in zip(layer_sizes, layer_sizes[1:], strict=False))
