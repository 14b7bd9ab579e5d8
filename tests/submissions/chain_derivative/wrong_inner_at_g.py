# expect: WRONG_VALUE inner_at_g
def chain_derivative(df, g, dg, x):
    return df(g(x)) * dg(g(x))
