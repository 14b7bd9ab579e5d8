# expect: WRONG_TYPE -
def count_params(layer_sizes):
    if not layer_sizes:
        raise ValueError("no sizes")
    return float(sum((a + 1) * b for a, b in zip(layer_sizes, layer_sizes[1:], strict=False)))
