# tries: A loop that no signal handler of Python can interrupt.
# attacks: step
# verdict: TIMED_OUT
def step(z):
    return sum(range(10**13))
