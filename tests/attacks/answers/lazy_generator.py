# tries: A generator in place of an array: it would compute when somebody looks.
# attacks: add_bias_column
# verdict: WRONG_TYPE
def add_bias_column(X):
    return (row for row in X)
