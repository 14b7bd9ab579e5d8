# expect: WRONG_VALUE -
def bce_with_logits(y, z):
    if y.shape != z.shape or len(y) == 0:
        raise ValueError("one shape, and at least one row")
    return float(np.mean(np.logaddexp(0, z.astype(float)) - y * z))
