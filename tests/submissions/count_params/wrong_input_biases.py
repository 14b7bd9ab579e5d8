# expect: WRONG_VALUE inputs_have_biases
def count_params(layer_sizes):
    if not layer_sizes:
        raise ValueError("no sizes")
    return sum(a * b for a, b in zip(layer_sizes, layer_sizes[1:], strict=False)) + sum(layer_sizes)
