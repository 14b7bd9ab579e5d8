# attack: step
def step(z):
    while True:
        pass
