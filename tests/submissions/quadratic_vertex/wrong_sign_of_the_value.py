# expect: WRONG_VALUE sign_of_the_value
def quadratic_vertex(a, b, c):
    if a == 0:
        raise ValueError("a must not be 0")
    return -b / (2 * a), (b**2 - 4 * a * c) / (4 * a)
