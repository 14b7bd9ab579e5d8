# expect: WRONG_VALUE step_alone
def gd_step(x, grad, learning_rate, maximize=False):
    if x.shape != grad.shape:
        raise ValueError("shapes")
    step = learning_rate * grad
    return step if maximize else -step
