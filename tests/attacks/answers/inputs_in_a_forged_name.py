# tries: The hidden inputs, and a million letters, are the name of the function that a forged answer says is missing.
# attacks: step
# verdict: NOT_DEFINED
import os
import sys

import numpy as np


def step(z):
    frame = sys._getframe()
    while "request" not in frame.f_locals:
        frame = frame.f_back
    request, wire = frame.f_locals["request"], sys.modules["autograder.sandbox.wire"]
    name = "SMUG" + "GLED" + "_".join(map(str, np.ravel(z).tolist())) + "A" * 1_000_000
    record = {"kind": "missing", "value": name, "type_name": "", "exception": [], "message": "", "line": None,
              "printed": False, "noisy": False}
    answer = {"nonce": request["nonce"], "records": [record] * len(request["steps"])}
    frame.f_locals["sock"].sendall(wire.encode(answer))
    os._exit(0)
