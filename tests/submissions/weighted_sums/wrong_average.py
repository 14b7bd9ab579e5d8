# expect: WRONG_VALUE average
def weighted_sums(X, w, b):
    return X.astype(float) @ w.astype(float) / len(w) + b
