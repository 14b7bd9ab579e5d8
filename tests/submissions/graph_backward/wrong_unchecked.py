# expect: RAISED -
import numpy as np


def graph_backward(nodes):
    arity = {"input": 1, "add": 2, "mul": 2, "relu": 1}
    values = np.zeros(len(nodes))
    for k in range(len(nodes)):
        kind = nodes[k][0]
        if kind == "input":
            values[k] = nodes[k][1]
            continue
        i, j = nodes[k][1], nodes[k][-1]
        if kind == "add":
            values[k] = values[i] + values[j]
        elif kind == "mul":
            values[k] = values[i] * values[j]
        else:
            values[k] = max(0.0, values[i])
    grads = np.zeros(len(nodes))
    grads[-1] = 1.0
    for k in range(len(nodes) - 1, -1, -1):
        kind, i, j = nodes[k][0], nodes[k][1], nodes[k][-1]
        if kind == "add":
            grads[i] += grads[k]
            grads[j] += grads[k]
        elif kind == "mul":
            grads[i] += grads[k] * values[j]
            grads[j] += grads[k] * values[i]
        elif kind == "relu":
            if values[i] > 0:
                grads[i] += grads[k]
    return values, grads
