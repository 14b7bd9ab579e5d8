# expect: WRONG_VALUE bias_left_out
def logistic_gradients(X, y, w, b):
    if X.ndim != 2 or y.shape != X.shape[:1] or w.shape != X.shape[1:]:
        raise ValueError("shapes")
    if len(X) == 0:
        raise ValueError("no samples")
    m = len(X)
    p = sigmoid(X @ w)
    error = p - y
    dw = X.T @ error / m
    db = error.sum() / m
    return dw, db
