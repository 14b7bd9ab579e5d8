# expect: RAISED in_place
def gd_step(x, grad, learning_rate, maximize=False):
    if x.shape != grad.shape:
        raise ValueError("shapes")
    if maximize:
        x += learning_rate * grad
    else:
        x -= learning_rate * grad
    return x
