# expect: WRONG_VALUE no_rate
def gd_step(x, grad, learning_rate, maximize=False):
    if x.shape != grad.shape:
        raise ValueError("shapes")
    return x + grad if maximize else x - grad
