def weighted_sums(X, w, b):
    return X.astype(float) @ w.astype(float) + b
