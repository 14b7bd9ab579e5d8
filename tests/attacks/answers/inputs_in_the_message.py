# tries: The hidden inputs are the text of an exception.
# attacks: step
# verdict: RAISED
import numpy as np


def step(z):
    raise ValueError("SMUGGLED" + repr(np.asarray(z).tolist()))
