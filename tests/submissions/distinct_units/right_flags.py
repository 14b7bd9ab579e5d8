def distinct_units(W, b=None, tol=1e-12):
    if W.ndim != 2:
        raise ValueError(W.shape)
    n_in, n_out = W.shape
    if b is not None and b.shape != (n_out,):
        raise ValueError(b.shape)

    def same(j, k):
        for i in range(n_in):
            if abs(float(W[i, j]) - float(W[i, k])) > tol:
                return False
        return b is None or abs(float(b[j]) - float(b[k])) <= tol

    count = 0
    for k in range(n_out):
        is_new = True
        for j in range(k):
            if same(j, k):
                is_new = False
        count += is_new
    return count
