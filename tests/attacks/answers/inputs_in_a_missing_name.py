# tries: The hidden inputs are the name that is not defined.
# attacks: step
# verdict: RAISED
import numpy as np


def step(z):
    raise NameError("name 'SMUG" + "GLED" + "_".join(map(str, np.ravel(z).tolist())) + "' is not defined")
