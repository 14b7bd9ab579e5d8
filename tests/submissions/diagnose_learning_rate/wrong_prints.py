# expect: WRONG_TYPE -
def diagnose_learning_rate(curvature, learning_rate):
    if curvature <= 0 or learning_rate <= 0:
        raise ValueError("positive")
    p = curvature * learning_rate
    if abs(p - 1) <= 1e-12:
        print("one-step")
    if abs(p - 2) <= 1e-12:
        print("oscillates-forever")
    if p < 1:
        print("monotone")
    if p < 2:
        print("oscillates-converges")
    print("diverges")
