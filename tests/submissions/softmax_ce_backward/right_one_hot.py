def softmax_ce_backward(labels, P):
    if P.ndim != 2 or labels.shape != (len(P),):
        raise ValueError("shapes")
    if len(P) == 0:
        raise ValueError("no samples")
    return (P - one_hot(labels, P.shape[1])) / P.shape[0]
