# expect: WRONG_SHAPE axis_0
def weighted_sums(X, w, b):
    if X.shape[1] != w.shape[0]:
        raise ValueError("as many weights as features are needed")
    return (X * w.astype(float)).sum(axis=0) + b
