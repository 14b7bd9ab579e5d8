def pass_costs(layer_sizes, m=1):
    if len(layer_sizes) < 2:
        raise ValueError("at least two sizes")
    costs = {"forward": 0, "dW": 0, "dX": 0}
    n_in = None
    for layer, n_out in enumerate(layer_sizes):
        if n_out <= 0 or m <= 0:
            raise ValueError("sizes and m must be positive")
        if layer > 0:
            costs["forward"] += m * n_in * n_out
            costs["dW"] += m * n_in * n_out
        if layer > 1:
            costs["dX"] += m * n_in * n_out
        n_in = n_out
    costs["ratio"] = (costs["dW"] + costs["dX"]) / costs["forward"]
    return costs
