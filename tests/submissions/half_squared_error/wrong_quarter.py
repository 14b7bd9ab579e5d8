# expect: WRONG_VALUE half_squared_too
def half_squared_error(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes")
    return (0.5 * (y_pred - y_true)) ** 2
