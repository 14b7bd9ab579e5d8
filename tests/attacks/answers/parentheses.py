# tries: Brackets deeper than a parser can go.
# attacks: step
# verdict: NOT_DEFINED
@PARENTHESES@
def step(z):
    return 1
