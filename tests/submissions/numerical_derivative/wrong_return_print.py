# expect: WRONG_TYPE -
def numerical_derivative(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    return print((f(x + h) - f(x - h)) / (2 * h))
