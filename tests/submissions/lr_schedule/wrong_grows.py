# expect: WRONG_VALUE grows
import numpy as np


def lr_schedule(kind, lr0, step, **kw):
    if step < 0:
        raise ValueError("a step can't be negative")
    if kind == "constant":
        return lr0
    if kind == "step":
        return lr0 * kw["gamma"] ** (step // kw["every"])
    if kind == "exponential":
        return lr0 * np.exp(kw["k"] * step)
    if kind == "inverse_time":
        return lr0 / (1 + kw["k"] * step)
    if kind == "cosine":
        if step > kw["total"]:
            return 0.0
        return 0.5 * lr0 * (1 + np.cos(np.pi * step / kw["total"]))
    raise ValueError(f"no schedule {kind}")
