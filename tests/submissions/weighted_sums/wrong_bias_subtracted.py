# expect: WRONG_VALUE bias_subtracted
def weighted_sums(X, w, b):
    return X.astype(np.float64) @ w.astype(np.float64) - b
