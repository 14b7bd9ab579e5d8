import math


def bce_with_logits(y, z):
    if y.shape != z.shape:
        raise ValueError("shapes")
    if y.size == 0:
        raise ValueError("empty")
    total = 0.0
    for t, s in zip(y.ravel().tolist(), z.ravel().tolist()):
        if s >= 0:
            total += s - s * t + math.log1p(math.exp(-s))
        else:
            total += -s * t + math.log1p(math.exp(s))
    return total / y.size
