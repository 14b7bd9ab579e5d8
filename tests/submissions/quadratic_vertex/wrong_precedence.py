# expect: WRONG_VALUE precedence
def quadratic_vertex(a, b, c):
    if a == 0:
        raise ValueError("a must not be 0")
    x = -b / 2 * a
    return x, a * x**2 + b * x + c
