def prelu_backward(dA, Z, a):
    if dA.shape != Z.shape or Z.ndim != 2 or a.ndim != 1 or len(a) != Z.shape[1]:
        raise ValueError("shapes")
    negative = Z <= 0
    return dA * ~negative + a * dA * negative, (Z * negative * dA).sum(axis=0)
