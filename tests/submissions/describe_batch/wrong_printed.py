# expect: WRONG_TYPE -
def describe_batch(X):
    m, n = X.shape
    print(m, n, X.dtype)
