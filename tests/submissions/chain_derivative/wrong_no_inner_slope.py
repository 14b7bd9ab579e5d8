# expect: WRONG_VALUE no_inner_slope
def chain_derivative(df, g, dg, x):
    return df(g(x))
