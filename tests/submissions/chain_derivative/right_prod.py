import numpy as np


def chain_derivative(df, g, dg, x):
    return np.prod([dg(x), df(g(x))])
