# expect: WRONG_SHAPE not_summed
def weighted_sums(X, w, b):
    if X.shape[1] != w.shape[0]:
        raise ValueError("as many weights as features are needed")
    return X * w.astype(float) + b
