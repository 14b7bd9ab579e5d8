# tries: The hidden inputs are the name of an exception.
# attacks: step
# verdict: RAISED
import numpy as np


def step(z):
    raise type("SMUG" "GLED" + repr(np.asarray(z).tolist()), (Exception,), {})
