# tries: Zeros are written wherever something can be written.
# attacks: step
# verdict: RAISED
def step(z):
    for place in ("/tmp", "@COURSE@", "@HOME@", "."):
        with open(f"{place}/full", "wb") as file:
            while True:
                file.write(bytes(2**20))
