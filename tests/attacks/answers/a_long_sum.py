# tries: An expression so deep that whoever walks it falls.
# attacks: step
# verdict: NOT_DEFINED WRONG_TYPE FORBIDDEN
def step(z):
    return @SUM@
