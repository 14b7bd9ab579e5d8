# expect: WRONG_VALUE a_line_has_a_vertex
def quadratic_vertex(a, b, c):
    if a == 0:
        return 0.0, float(c)
    x = -b / (2 * a)
    return x, a * x**2 + b * x + c
