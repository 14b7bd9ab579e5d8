# tries: The argument itself is changed and given back.
# attacks: step
# verdict: WRONG_DTYPE INPUT_MODIFIED RAISED WRONG_TYPE
def step(z):
    z[...] = 2
    return z
