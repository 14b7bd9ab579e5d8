# expect: WRONG_VALUE unchecked
import numpy as np


def graph_backward(nodes):
    values = np.zeros(len(nodes))
    for k, node in enumerate(nodes):
        if node[0] == "input":
            values[k] = node[1]
        elif node[0] == "relu":
            values[k] = max(values[node[1]], 0)
        elif node[0] == "mul":
            values[k] = values[node[1]] * values[node[2]]
        else:
            values[k] = values[node[1]] + values[node[2]]
    grads = np.zeros(len(nodes))
    grads[-1:] = 1
    for k in range(len(nodes) - 1, -1, -1):
        if nodes[k][0] == "relu":
            i = nodes[k][1]
            grads[i] += grads[k] * (values[i] > 0)
        elif nodes[k][0] != "input":
            kind, i, j = nodes[k]
            grads[i] += grads[k] * (values[j] if kind == "mul" else 1)
            grads[j] += grads[k] * (values[i] if kind == "mul" else 1)
    return values, grads
