# tries: The answer under another name.
# attacks: xor_gate
# verdict: NOT_DEFINED
def XOR_gate(X):
    return 1
