# expect: WRONG_VALUE broadcast
def mse(y_true, y_pred):
    if y_true.size == 0:
        raise ValueError
    return float(((y_pred - y_true) ** 2).mean())
