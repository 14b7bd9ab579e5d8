# tries: No Python; a line so long that a careless pattern reads it for hours.
# attacks: step
# verdict: NOT_DEFINED
def step(z:
@BLANKS@
