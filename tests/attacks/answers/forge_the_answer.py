# tries: The answer to the question is written to every open descriptor, in the grader's own format.
# attacks: step
# verdict: RAISED WRONG_TYPE
import os
import sys


def step(z):
    frame = sys._getframe()
    while frame and "request" not in frame.f_locals:
        frame = frame.f_back
    nonce = frame.f_locals["request"]["nonce"] if frame else "0"
    wire = sys.modules["autograder.sandbox.wire"]
    record = {"kind": "ended", "value": "CORRECT", "type_name": "ndarray", "exception": [], "message": "", "line": None,
              "printed": False, "noisy": False, "points": 1.0, "verdict": "CORRECT"}
    for answer in ({"nonce": nonce, "record": record}, {"nonce": nonce, "record": record, "verdict": "CORRECT"}):
        for number in range(3, 64):
            try:
                os.write(number, wire.encode(answer))
            except (OSError, ValueError):
                pass
    os._exit(0)
