# tries: Keys that no JSON holds: nan, a tuple, None.
# attacks: gate_params
# verdict: WRONG_TYPE
def gate_params(name):
    return {float("nan"): 1, (1, 2): 2, None: 3}
