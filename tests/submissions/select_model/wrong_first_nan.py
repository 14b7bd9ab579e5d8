# expect: WRONG_VALUE nan_stays_first
import math


def select_model(results):
    best = None
    for result in results:
        loss = result["val_loss"]
        if best is None or loss < best["val_loss"]:
            best = result
    if all(math.isnan(result["val_loss"]) for result in results):
        raise ValueError("no model has a validation loss")
    return best["name"]
