import math


def lr_schedule(kind, lr0, step, **kw):
    if step < 0:
        raise ValueError(f"step {step}")
    if kind == "constant":
        share = 1.0
    elif kind == "step":
        share = 1.0
        for _ in range(step // kw["every"]):
            share *= kw["gamma"]
    elif kind == "exponential":
        share = 1 / math.e ** (kw["k"] * step)
    elif kind == "inverse_time":
        share = 1 / (1 + kw["k"] * step)
    elif kind == "cosine":
        angle = math.pi * min(step, kw["total"]) / kw["total"]
        share = (1 + math.cos(angle)) / 2
    else:
        raise ValueError(f"unknown schedule {kind!r}")
    return lr0 * share
