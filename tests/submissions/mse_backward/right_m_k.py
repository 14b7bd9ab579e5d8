def mse_backward(y_true, y_pred):
    if y_true.shape != y_pred.shape or 0 in y_true.shape:
        raise ValueError("y_true and y_pred must have the same shape, with at least one entry")
    m, k = y_pred.shape
    return (y_pred * 1.0 - y_true * 1.0) / (m * k / 2)
