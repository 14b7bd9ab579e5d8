# expect: WRONG_DTYPE -
def gd_step(x, grad, learning_rate, maximize=False):
    if x.shape != grad.shape:
        raise ValueError("shapes")
    step = learning_rate * grad if maximize else -learning_rate * grad
    return (x + step).astype(x.dtype)
