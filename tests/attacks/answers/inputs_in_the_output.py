# tries: The hidden inputs are printed, written and warned about.
# attacks: step
# verdict: WRONG_TYPE
import sys
import warnings

import numpy as np


def step(z):
    told = "SMUG" "GLED" + repr(np.asarray(z).tolist())
    print(told)
    print(told, file=sys.stderr)
    sys.__stdout__.write(told)
    warnings.warn(told)
    return None
