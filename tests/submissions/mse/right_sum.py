def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes")
    if y_true.size == 0:
        raise ValueError("empty")
    d = (y_pred - y_true).ravel()
    return float(d @ d / d.size)
