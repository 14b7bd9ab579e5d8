# tries: A chain of attributes so deep that whoever walks it falls.
# attacks: step
# verdict: NOT_DEFINED WRONG_TYPE FORBIDDEN RAISED
def step(z):
    return z@CHAIN@
