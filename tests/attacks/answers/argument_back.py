# tries: The argument is given back as it came.
# attacks: add_bias_column
# verdict: WRONG_SHAPE
def add_bias_column(X):
    return X
