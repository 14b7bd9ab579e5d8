# tries: What an exercise is lent is searched for the answers of others.
# attacks: xor_gate
# verdict: RAISED WRONG_TYPE
import pathlib

NOTE = pathlib.Path("/tmp/lent.py")


def xor_gate(X):
    NOTE.write_text(repr(sorted(globals())))
    return eval("xor_gate_reference")(X)
