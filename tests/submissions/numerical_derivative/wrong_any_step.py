# expect: WRONG_VALUE any_step
def numerical_derivative(f, x, h=1e-5):
    if h == 0:
        return float("nan")
    return (f(x + h) - f(x - h)) / (2 * h)
