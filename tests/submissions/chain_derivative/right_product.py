def chain_derivative(df, g, dg, x):
    return df(g(x)) * dg(x)
