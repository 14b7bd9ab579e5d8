# expect: WRONG_VALUE -
def binary_cross_entropy(y, p, eps=1e-12):
    if y.shape != p.shape or len(y) == 0:
        raise ValueError("one shape, and at least one row")
    q = np.clip(p.astype(float), eps, 1 - eps)
    return float(-np.mean(y * np.log(q) + (1 - y) * np.log(1 - q)))
