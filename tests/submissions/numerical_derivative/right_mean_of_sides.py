def numerical_derivative(f, x, h=1e-5):
    if not h > 0:
        raise ValueError(h)
    here = f(x)
    right = (f(x + h) - here) / h
    left = (here - f(x - h)) / h
    return (right + left) / 2
