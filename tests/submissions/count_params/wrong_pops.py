# expect: INPUT_MODIFIED -
def count_params(layer_sizes):
    if not layer_sizes:
        raise ValueError("no sizes")
    total = 0
    n_in = layer_sizes.pop(0)
    while layer_sizes:
        n_out = layer_sizes.pop(0)
        total += (n_in + 1) * n_out
        n_in = n_out
    return total
