# expect: WRONG_VALUE outer_at_x
def chain_derivative(df, g, dg, x):
    return df(x) * dg(x)
