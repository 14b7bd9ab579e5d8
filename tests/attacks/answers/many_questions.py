# tries: A hundred thousand lines that a notebook reads as questions for help.
# attacks: step
# verdict: NOT_DEFINED
@QUESTIONS@
def step(z:
