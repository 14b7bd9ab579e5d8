# expect: WRONG_VALUE backward
def numerical_derivative(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    return (f(x) - f(x - h)) / h
