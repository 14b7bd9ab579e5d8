# expect: RAISED -
def classify_hessian(H, tol=1e-8):
    if H.shape[0] != H.shape[1] or not np.allclose(H, H.T):
        raise ValueError("not a symmetric matrix")
    bends = np.linalg.eigvalsh(H)
    up, down = np.sum(bends > tol), np.sum(bends < -tol)
    if up and down:
        return "saddle"
    if up == len(H):
        return "min"
    return "max" if down == len(H) else "inconclusive"
