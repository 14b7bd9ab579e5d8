# expect: RAISED -
import math


def select_model(results):
    best = None
    for result in results:
        loss = result["validation_loss"]
        if math.isnan(loss):
            continue
        if best is None or loss < best["val_loss"]:
            best = result
    if best is None:
        raise ValueError("no model has a validation loss")
    return best["name"]
