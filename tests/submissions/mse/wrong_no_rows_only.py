# expect: WRONG_VALUE -
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape or len(y_true) == 0:
        raise ValueError("one shape, and at least one row")
    return float(np.mean((y_true - y_pred) ** 2))
