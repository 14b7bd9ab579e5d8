# tries: A loop without end.
# attacks: step
# verdict: TIMED_OUT
def step(z):
    while True:
        pass
