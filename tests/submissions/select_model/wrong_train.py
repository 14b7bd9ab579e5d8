# expect: WRONG_VALUE by_training
import math


def select_model(results):
    best = None
    for result in results:
        loss = result["val_loss"]
        if math.isnan(loss):
            continue
        if best is None or result["train_loss"] < best["train_loss"]:
            best = result
    if best is None:
        raise ValueError("no model has a validation loss")
    return best["name"]
