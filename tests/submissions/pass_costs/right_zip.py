from itertools import pairwise


def pass_costs(layer_sizes, m=1):
    if m < 1 or len(layer_sizes) <= 1:
        raise ValueError("too few")
    if any(n < 1 for n in layer_sizes):
        raise ValueError("a layer without units")
    forward = m * sum(a * b for a, b in pairwise(layer_sizes))
    first = m * layer_sizes[0] * layer_sizes[1]
    return dict(forward=forward, dW=forward, dX=forward - first, ratio=2 - first / forward)
