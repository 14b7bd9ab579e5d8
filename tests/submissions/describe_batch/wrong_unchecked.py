# expect: RAISED dimensions_not_checked
def describe_batch(X):
    return X.shape[0], X.shape[1], str(X.dtype)
