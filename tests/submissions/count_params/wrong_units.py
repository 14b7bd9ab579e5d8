# expect: WRONG_VALUE units_counted
def count_params(layer_sizes):
    if not layer_sizes:
        raise ValueError("no sizes")
    return sum(layer_sizes)
