# tries: Not two values but things that break whoever unpacks them.
# attacks: gate_params
# verdict: WRONG_TYPE
import numpy as np


def gate_params(name):
    return {"AND": (np.array([1.0, 1.0, 1.0]), "b"), "OR": [[[]]], "NAND": {0: 1}}.get(name, (np.nan, 10**400))
