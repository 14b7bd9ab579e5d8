# expect: WRONG_SHAPE column
def weighted_sums(X, w, b):
    return X.astype(float) @ w.astype(float).reshape(-1, 1) + b
