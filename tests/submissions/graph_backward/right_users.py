import numpy as np


def local(node, values):
    """Return (position, local derivative) for each operand."""
    if node[0] == "add":
        return [(node[1], 1.0), (node[2], 1.0)]
    if node[0] == "mul":
        return [(node[1], values[node[2]]), (node[2], values[node[1]])]
    if node[0] == "relu":
        return [(node[1], float(values[node[1]] > 0))]
    return []


def value(node, values):
    k = len(values)
    if node[0] == "input":
        return float(node[1])
    if node[0] not in ("add", "mul", "relu"):
        raise ValueError("operation?")
    if any(i not in range(k) for i in node[1:]):
        raise ValueError("position?")
    given = [values[i] for i in node[1:]]
    return {"add": sum, "mul": np.prod, "relu": lambda g: max(g[0], 0.0)}[node[0]](given)


def graph_backward(nodes):
    if len(nodes) == 0:
        raise ValueError("empty")
    values = []
    for node in nodes:
        values.append(value(node, values))
    n = len(nodes)
    edges = [(k, i, d) for k, node in enumerate(nodes) for i, d in local(node, values)]
    grads = [0.0] * n
    grads[-1] = 1.0
    for k in range(n - 2, -1, -1):
        grads[k] = sum(grads[user] * d for user, i, d in edges if i == k)
    return np.array(values), np.array(grads)
