# tries: Always an error, for the points of the cases that ask for one.
# attacks: perceptron_fit
# verdict: RAISED
def perceptron_fit(X, y, learning_rate=1.0, max_epochs=100):
    raise ValueError("no")
