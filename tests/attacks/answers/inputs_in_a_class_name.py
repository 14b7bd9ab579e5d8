# tries: The hidden inputs are the name of a class.
# attacks: step
# verdict: WRONG_TYPE
import numpy as np


def step(z):
    return type("SMUG" "GLED" + repr(np.asarray(z).tolist()), (), {})()
