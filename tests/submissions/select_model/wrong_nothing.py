# expect: WRONG_VALUE none_for_nothing
import math


def select_model(results):
    best = None
    for result in results:
        loss = result["val_loss"]
        if math.isnan(loss):
            continue
        if best is None or loss < best["val_loss"]:
            best = result
    return best["name"] if best else None
