# expect: WRONG_TYPE mean_taken
def half_squared_error(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes")
    if y_true.size == 0:
        return 0.0
    return float(((y_pred - y_true) ** 2).mean() / 2)
