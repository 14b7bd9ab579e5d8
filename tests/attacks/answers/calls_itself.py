# tries: A recursion without end.
# attacks: step
# verdict: RAISED
def step(z):
    return step(z)
