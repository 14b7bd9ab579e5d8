# expect: WRONG_VALUE product
def half_squared_error(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes")
    return (y_pred * y_true) ** 2 / 2
