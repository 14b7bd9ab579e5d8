# expect: WRONG_VALUE without_the_two
def quadratic_vertex(a, b, c):
    if a == 0:
        raise ValueError("a must not be 0")
    x = -b / a
    return x, a * x**2 + b * x + c
