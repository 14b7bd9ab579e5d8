# expect: WRONG_TYPE -
import numpy as np


def lr_schedule(kind, lr0, step, **kw):
    if step < 0:
        raise ValueError("a step can't be negative")
    if kind == "constant":
        rate = lr0
    elif kind == "step":
        rate = lr0 * kw["gamma"] ** (step // kw["every"])
    elif kind == "exponential":
        rate = lr0 * np.exp(-kw["k"] * step)
    elif kind == "inverse_time":
        rate = lr0 / (1 + kw["k"] * step)
    elif kind == "cosine":
        rate = lr0 * (1 + np.cos(np.pi * min(step / kw["total"], 1))) / 2
    else:
        raise ValueError(f"no schedule {kind}")
    print(rate)
