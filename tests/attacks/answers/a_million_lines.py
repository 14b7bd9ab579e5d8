# tries: So many lines that the grader's own look at them takes minutes and gigabytes.
# attacks: step
# verdict: NOT_DEFINED
@LINES@
def step(z):
    return None
