# tries: A question that nobody answers.
# attacks: step
# verdict: RAISED
def step(z):
    return input("? ")
