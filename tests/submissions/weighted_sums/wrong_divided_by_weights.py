# expect: WRONG_VALUE divided_by_weights
def weighted_sums(X, w, b):
    w = w.astype(np.float64)
    return X.astype(np.float64) @ (w / w.sum()) + b
