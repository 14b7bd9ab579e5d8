# expect: WRONG_VALUE overwritten_at_products
import numpy as np


def graph_backward(nodes):
    n = len(nodes)
    if n == 0: raise ValueError("empty")
    v, g = np.zeros(n), np.zeros(n)
    for k, node in enumerate(nodes):
        if node[0] == "input": v[k] = node[1]; continue
        if node[0] not in ("add","mul","relu"): raise ValueError("op")
        for i in node[1:]:
            if not 0 <= i < k: raise ValueError("pos")
        if node[0] == "add": v[k] = v[node[1]] + v[node[2]]
        if node[0] == "mul": v[k] = v[node[1]] * v[node[2]]
        if node[0] == "relu": v[k] = max(0, v[node[1]])
    g[-1] = 1
    for k in range(n-1, -1, -1):
        node = nodes[k]
        if node[0] == "add":
            g[node[1]] += g[k]
            g[node[2]] += g[k]
        if node[0] == "mul":
            g[node[1]] = g[k]*v[node[2]]
            g[node[2]] = g[k]*v[node[1]]
        if node[0] == "relu":
            g[node[1]] += g[k] * (v[k] > 0)
    return v, g
