# expect: WRONG_VALUE broadcast
def weighted_sums(X, w, b):
    return (X * w.astype(float)).sum(axis=1) + b
