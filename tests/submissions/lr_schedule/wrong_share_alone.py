# expect: WRONG_VALUE share_alone
import numpy as np


def lr_schedule(kind, lr0, step, **kw):
    if step < 0:
        raise ValueError("a step can't be negative")
    if kind == "constant":
        return 1.0
    if kind == "step":
        return kw["gamma"] ** (step // kw["every"])
    if kind == "exponential":
        return np.exp(-kw["k"] * step)
    if kind == "inverse_time":
        return 1 / (1 + kw["k"] * step)
    if kind == "cosine":
        return 0.5 * (1 + np.cos(np.pi * min(step / kw["total"], 1)))
    raise ValueError(f"no schedule {kind}")
