def chain_derivative(df, g, dg, x):
    u = g(x)
    outer = df(u)
    inner = dg(x)
    return float(outer * inner)
