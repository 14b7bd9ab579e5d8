def quadratic_vertex(a, b, c):
    if not a:
        raise ValueError("a straight line")
    return -b / a / 2, -(b * b - 4 * a * c) / (4 * a)
