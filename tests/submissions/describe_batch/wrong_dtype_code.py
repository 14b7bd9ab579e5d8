# expect: WRONG_VALUE dtype_code
def describe_batch(X):
    m, n = X.shape
    return m, n, X.dtype.str
