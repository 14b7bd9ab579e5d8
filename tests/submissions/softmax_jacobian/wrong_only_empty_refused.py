# expect: WRONG_VALUE -
def softmax_jacobian(z):
    if z.size == 0:
        raise ValueError("no logits")
    p = softmax(z.astype(float))
    return np.diag(p.ravel()) - np.outer(p, p)
