# tries: Punctuation of another keyboard.
# attacks: step
# verdict: NOT_DEFINED
def step（z）：
    return z
