# tries: A signature that carries a script into the sentence about it.
# attacks: step
# verdict: WRONG_SIGNATURE
def step(*, z="</code><script>alert('attack')</script>"):
    return None
