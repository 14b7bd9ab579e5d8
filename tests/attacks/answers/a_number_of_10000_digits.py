# tries: A whole number that is slow to print and slow to read.
# attacks: step
# verdict: WRONG_TYPE RAISED
def step(z):
    return 10**10_000
