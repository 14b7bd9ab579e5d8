# tries: The function is gone before anybody asks.
# attacks: xor_gate
# verdict: NOT_DEFINED RAISED WRONG_TYPE
def xor_gate(X):
    return 1


del xor_gate
