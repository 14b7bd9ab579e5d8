# tries: The hidden inputs are the text of an exception.
# attacks: step
# verdict: RAISED
import numpy as np


def step(z):
    raise ValueError("SMUG" "GLED" + repr(np.asarray(z).tolist()))
