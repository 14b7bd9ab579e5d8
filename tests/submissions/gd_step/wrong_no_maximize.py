# expect: WRONG_SIGNATURE -
def gd_step(x, grad, learning_rate):
    if x.shape != grad.shape:
        raise ValueError("shapes")
    return x - learning_rate * grad
