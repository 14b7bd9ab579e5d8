# tries: Another answer at every call, in the hope that not every call is looked at.
# attacks: step
# verdict: WRONG_DTYPE WRONG_VALUE WRONG_TYPE
calls = []


def step(z):
    calls.append(1)
    return len(calls)
