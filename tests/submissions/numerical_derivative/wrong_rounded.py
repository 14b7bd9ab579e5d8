# expect: WRONG_VALUE -
def numerical_derivative(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    return round((f(x + h) - f(x - h)) / (2 * h), 4)
