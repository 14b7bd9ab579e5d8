# expect: WRONG_TYPE -
def pass_costs(layer_sizes, m=1):
    if len(layer_sizes) < 2 or min(layer_sizes) < 1 or m < 1:
        raise ValueError("two sizes or more, all at least 1, and so must m")
    products = []
    for i in range(len(layer_sizes) - 1):
        products.append(m * layer_sizes[i] * layer_sizes[i + 1])
    forward = sum(products)
    dW = forward
    dX = sum(products[1:])
    return forward, dW, dX, (dW + dX) / forward
