# expect: WRONG_VALUE bias_weighted
def weighted_sums(X, w, b):
    return (X.astype(np.float64) + b) @ w.astype(np.float64)
