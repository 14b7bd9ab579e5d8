# attack: step
def step(z):
    kept = []
    while True:
        kept.append(bytearray(64 * 2**20))
