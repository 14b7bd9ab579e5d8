# expect: WRONG_VALUE -
def mse(y_true, y_pred):
    if y_true.shape != y_pred.shape or y_true.size == 0:
        return ValueError("shapes")
    return float(np.mean((y_true - y_pred) ** 2))
