def count_params(layer_sizes):
    if len(layer_sizes) == 0:
        raise ValueError("no sizes")
    total = 0
    for i in range(len(layer_sizes) - 1):
        total += layer_sizes[i] * layer_sizes[i + 1]
        total += layer_sizes[i + 1]
    return total
