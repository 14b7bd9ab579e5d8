# tries: A list that holds itself.
# attacks: step
# verdict: WRONG_TYPE
def step(z):
    nested = []
    nested.append(nested)
    return nested
