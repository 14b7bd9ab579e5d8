def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes")
    if y_true.size == 0:
        raise ValueError("empty")
    total = 0.0
    for t, p in zip(y_true.flat, y_pred.flat):
        total += (float(p) - float(t)) ** 2
    return total / y_true.size
