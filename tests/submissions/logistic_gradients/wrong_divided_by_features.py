# expect: WRONG_VALUE divided_by_features
def logistic_gradients(X, y, w, b):
    if X.ndim != 2 or y.shape != X.shape[:1] or w.shape != X.shape[1:]:
        raise ValueError("shapes")
    if len(X) == 0:
        raise ValueError("no samples")
    m = X.shape[1]
    p = sigmoid(X @ w + b)
    error = p - y
    dw = X.T @ error / m
    db = error.sum() / m
    return dw, db
