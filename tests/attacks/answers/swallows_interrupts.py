# tries: A loop in a loop that catches whatever is raised.
# attacks: step
# verdict: TIMED_OUT
def step(z):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
