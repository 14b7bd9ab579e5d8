# expect: WRONG_VALUE inner_slope_inside
def chain_derivative(df, g, dg, x):
    return df(dg(x))
