# expect: WRONG_SHAPE as_for_a_sigmoid


def softmax_jacobian(z):
    if z.ndim != 1 or len(z) == 0:
        raise ValueError("z must be (K,)")
    p = softmax(z.astype(float))
    return p * (1 - p)
