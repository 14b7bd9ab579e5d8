# expect: WRONG_VALUE unchecked
def pass_costs(layer_sizes, m=1):
    products = []
    for i in range(len(layer_sizes) - 1):
        products.append(m * layer_sizes[i] * layer_sizes[i + 1])
    forward = sum(products)
    dW = forward
    dX = sum(products[1:])
    return {"forward": forward, "dW": dW, "dX": dX, "ratio": (dW + dX) / forward if forward else 0.0}
