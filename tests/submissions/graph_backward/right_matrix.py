import numpy as np


def graph_backward(nodes):
    n = len(nodes)
    if n == 0:
        raise ValueError("nothing there")
    values, J = np.zeros(n), np.zeros((n, n))  # J[k, i]: how node k changes with node i directly
    for k, (kind, *args) in enumerate(nodes):
        if kind != "input" and not all(0 <= i < k for i in args):
            raise ValueError("a node may only use earlier nodes")
        if kind == "input":
            values[k] = args[0]
        elif kind == "add":
            values[k] = values[args].sum()
            np.add.at(J[k], args, 1.0)
        elif kind == "mul":
            values[k] = values[args].prod()
            np.add.at(J[k], args, values[args[::-1]])
        elif kind == "relu":
            values[k] = np.maximum(values[args[0]], 0)
            J[k, args[0]] = values[k] > 0
        else:
            raise ValueError("unknown operation")
    # (I - J^T) g = e_last, solved from the back
    last = np.zeros(n)
    last[-1] = 1
    return values, np.linalg.solve(np.eye(n) - J.T, last)
