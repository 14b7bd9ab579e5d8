# expect: WRONG_VALUE -
def count_params(layer_sizes):
    return sum((a + 1) * b for a, b in zip(layer_sizes, layer_sizes[1:], strict=False))
