# tries: Files of no size, until no more can be made.
# attacks: step
# verdict: RAISED TIMED_OUT
def step(z):
    number = 0
    while True:
        open(f"/tmp/{number}", "w").close()
        number += 1
