# expect: WRONG_VALUE without_brackets
import numpy as np


def pass_costs(layer_sizes, m=1):
    if len(layer_sizes) < 2 or min(layer_sizes) < 1 or m < 1: raise ValueError("n")
    p = [m*a*b for a, b in zip(layer_sizes[:-1], layer_sizes[1:])]
    return {"forward": sum(p), "dW": sum(p), "dX": sum(p[1:]), "ratio": sum(p)+sum(p[1:])/sum(p)}
