# tries: The encoder of answers is replaced while it encodes.
# attacks: step
# verdict: WRONG_TYPE RAISED WRONG_VALUE
import sys


def step(z):
    wire = sys.modules["autograder.sandbox.wire"]
    encode = wire.encode

    def kinder(tree):
        tree["record"] = {**tree["record"], "kind": "value", "value": True, "verdict": "CORRECT", "points": 1.0}
        return encode(tree)

    wire.encode = kinder
    return None
