# expect: WRONG_VALUE maximize_ignored
def gd_step(x, grad, learning_rate, maximize=False):
    if x.shape != grad.shape:
        raise ValueError("shapes")
    return x - learning_rate * grad
