# expect: WRONG_VALUE dtype_fixed
def describe_batch(X):
    if X.ndim != 2:
        raise ValueError("two axes are needed")
    return X.shape[0], X.shape[1], "float64"
