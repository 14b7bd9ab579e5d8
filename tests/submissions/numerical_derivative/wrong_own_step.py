# expect: WRONG_VALUE own_step
def numerical_derivative(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5
