# expect: WRONG_VALUE unchecked
def logistic_gradients(X, y, w, b):
    m = len(X)
    p = sigmoid(X @ w + b)
    error = p - y
    dw = X.T @ error / m
    db = error.sum() / m
    return dw, db
