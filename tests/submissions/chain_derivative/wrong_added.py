# expect: WRONG_VALUE added
def chain_derivative(df, g, dg, x):
    return df(g(x)) + dg(x)
