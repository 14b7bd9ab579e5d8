# expect: WRONG_VALUE swapped
def quadratic_vertex(a, b, c):
    if a == 0:
        raise ValueError("a must not be 0")
    x = -b / (2 * a)
    return a * x**2 + b * x + c, x
