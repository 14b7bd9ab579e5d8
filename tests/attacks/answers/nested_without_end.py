# attack: step
def step(z):
    nested = []
    nested.append(nested)
    return nested
