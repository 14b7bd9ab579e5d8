# expect: WRONG_DTYPE dtype_kept
def weighted_sums(X, w, b):
    return X @ w + b
