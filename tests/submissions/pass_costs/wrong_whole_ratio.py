# expect: WRONG_VALUE backward_like_forward
def pass_costs(layer_sizes, m=1):
    if len(layer_sizes) < 2 or min(layer_sizes) < 1 or m < 1:
        raise ValueError("at least two sizes, all positive")
    costs = [m * a * b for a, b in zip(layer_sizes, layer_sizes[1:])]
    forward, d_inputs = sum(costs), sum(costs[1:])
    return {"forward": forward, "dW": forward, "dX": d_inputs, "ratio": (forward + d_inputs) // forward}
