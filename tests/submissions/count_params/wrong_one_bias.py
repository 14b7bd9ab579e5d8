# expect: WRONG_VALUE one_bias_a_layer


def count_params(layer_sizes):
    if not layer_sizes:
        raise ValueError("no sizes")
    total = 0
    for i in range(len(layer_sizes) - 1):
        total += layer_sizes[i] * layer_sizes[i + 1] + 1
    return total
