# tries: An expression that Python can still read, and a walk with larger frames cannot.
# attacks: step
# verdict: WRONG_TYPE NOT_DEFINED
def step(z):
    return @SHORTSUM@
