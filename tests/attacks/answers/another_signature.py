# tries: A function without arguments.
# attacks: perceptron_fit
# verdict: WRONG_SIGNATURE
def perceptron_fit():
    return None
