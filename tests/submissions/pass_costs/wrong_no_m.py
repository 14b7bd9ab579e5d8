# expect: WRONG_VALUE one_sample
def pass_costs(layer_sizes, m=1):
    if len(layer_sizes) < 2 or min(layer_sizes) < 1 or m < 1:
        raise ValueError("two sizes or more, all at least 1, and so must m")
    products = []
    for i in range(len(layer_sizes) - 1):
        products.append(layer_sizes[i] * layer_sizes[i + 1])
    forward = sum(products)
    dW = forward
    dX = sum(products[1:])
    return {"forward": forward, "dW": dW, "dX": dX, "ratio": (dW + dX) / forward}
