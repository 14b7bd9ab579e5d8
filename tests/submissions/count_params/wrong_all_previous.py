# expect: WRONG_VALUE all_previous_layers


def count_params(layer_sizes):
    if not layer_sizes:
        raise ValueError("no sizes")
    total = 0
    for i in range(1, len(layer_sizes)):
        total += sum(layer_sizes[:i]) * layer_sizes[i] + layer_sizes[i]
    return total
