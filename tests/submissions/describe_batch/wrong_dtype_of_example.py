# expect: WRONG_VALUE dtype_of_example
def describe_batch(X):
    if X.ndim != 2:
        raise ValueError("two axes are needed")
    m, n = X.shape
    return m, n, "float32"
