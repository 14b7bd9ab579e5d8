# expect: WRONG_VALUE one_squared
def half_squared_error(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes")
    return 1 / 2 * (y_pred - y_true**2)
