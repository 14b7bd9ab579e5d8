# expect: WRONG_VALUE broadcast
def gd_step(x, grad, learning_rate, maximize=False):
    if maximize:
        return x + learning_rate * grad
    return x - learning_rate * grad
