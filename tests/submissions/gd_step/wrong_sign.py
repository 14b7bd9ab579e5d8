# expect: WRONG_VALUE sign
def gd_step(x, grad, learning_rate, maximize=False):
    if x.shape != grad.shape:
        raise ValueError("shapes")
    if maximize:
        return x - learning_rate * grad
    return x + learning_rate * grad
