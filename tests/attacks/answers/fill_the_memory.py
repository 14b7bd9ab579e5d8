# tries: Memory without end.
# attacks: step
# verdict: OUT_OF_MEMORY
def step(z):
    kept = []
    while True:
        kept.append(bytearray(64 * 2**20))
