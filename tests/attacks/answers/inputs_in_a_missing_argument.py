# tries: The hidden inputs are the function and the argument that a call is said to lack.
# attacks: step
# verdict: RAISED
import numpy as np


def step(z):
    name = "SMUG" + "GLED" + "_".join(str(int(abs(value) * 1000)) for value in np.ravel(z).astype(float)[:8].tolist())
    raise TypeError(f"{name}() missing 1 required positional argument: '{name}'")
