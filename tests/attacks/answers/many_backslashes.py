# tries: One line in a hundred thousand pieces.
# attacks: step
# verdict: NOT_DEFINED WRONG_TYPE
def step(z):
    return \
@BACKSLASHES@
    None
