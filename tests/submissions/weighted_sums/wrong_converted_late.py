# expect: WRONG_VALUE dtype_kept
def weighted_sums(X, w, b):
    z = X @ w + b
    return z.astype(np.float64)
