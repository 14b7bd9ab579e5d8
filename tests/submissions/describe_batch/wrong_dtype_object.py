# expect: WRONG_TYPE dtype_object
def describe_batch(X):
    m, n = X.shape
    return m, n, X.dtype
