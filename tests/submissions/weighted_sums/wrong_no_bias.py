# expect: WRONG_VALUE no_bias
def weighted_sums(X, w, b):
    return X.astype(float) @ w.astype(float)
