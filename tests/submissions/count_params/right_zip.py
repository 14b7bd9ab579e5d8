def count_params(layer_sizes):
    if not layer_sizes:
        raise ValueError("no sizes")
    return sum((a + 1) * b for a, b in zip(layer_sizes[:-1], layer_sizes[1:], strict=True))
