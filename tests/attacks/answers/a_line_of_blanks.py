# attack: step
# No Python; a line so long that a careless pattern reads it for hours.
def step(z:
@BLANKS@
