# expect: WRONG_VALUE -
def relu_interpolator(xs, ys):
    if xs.shape != ys.shape or len(xs) == 0:
        raise ValueError("one height for each place, and at least one")
    if np.any(np.diff(xs) < 0):
        raise ValueError("xs must increase")
    with np.errstate(all="ignore"):
        slopes = np.diff(ys) / np.diff(xs)
    bends = np.diff(np.concatenate([[0.0], slopes, [0.0]]))
    return [
        {"W": np.ones((1, len(xs))), "b": -1.0 * xs},
        {"W": bends[:, np.newaxis], "b": ys[:1] * 1.0},
    ]
