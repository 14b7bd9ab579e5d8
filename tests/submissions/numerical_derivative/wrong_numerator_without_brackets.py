# expect: WRONG_VALUE numerator_without_brackets
def numerical_derivative(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    return f(x + h) - f(x - h) / (2 * h)
