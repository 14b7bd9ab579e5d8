# expect: RAISED -
def quadratic_vertex(a, b, c):
    x = -b / (2 * a)
    return x, a * x**2 + b * x + c
