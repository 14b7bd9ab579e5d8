def gd_step(x, grad, learning_rate, maximize=False):
    if x.shape != grad.shape:
        raise ValueError(f"shapes {x.shape} and {grad.shape} differ")
    if maximize:
        return x + learning_rate * grad
    return x - learning_rate * grad
