# expect: WRONG_VALUE half_wave_missed
import numpy as np


def lr_schedule(kind, lr0, step, **kw):
    if step < 0:
        raise ValueError("steps are counted from 0")
    if kind == "constant":
        return float(lr0)
    if kind == "step":
        return float(lr0 * kw["gamma"] ** (step // kw["every"]))
    if kind == "exponential":
        return float(lr0 * np.exp(-kw["k"] * step))
    if kind == "inverse_time":
        return float(lr0 / (1 + kw["k"] * step))
    if kind == "cosine":
        return float(lr0 / 2 * (1 + np.cos(step / kw["total"]))) if step < kw["total"] else 0.0
    raise ValueError("no such schedule")
