import numpy as np


def lr_schedule(kind, lr0, step, **kw):
    rules = {
        "constant": lambda t: 1.0,
        "step": lambda t: kw["gamma"] ** int(t / kw["every"]),
        "exponential": lambda t: np.exp(-kw["k"] * t),
        "inverse_time": lambda t: 1.0 / (1.0 + kw["k"] * t),
        "cosine": lambda t: np.cos(np.pi / 2 * np.clip(t / kw["total"], 0, 1)) ** 2,
    }
    if kind not in rules or step < 0:
        raise ValueError("unknown schedule, or a negative step")
    return float(lr0 * rules[kind](step))
