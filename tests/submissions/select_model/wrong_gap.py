# expect: WRONG_VALUE by_gap
import numpy as np


def select_model(results):
    losses = np.array([result["val_loss"] for result in results], dtype=float)
    if np.isnan(losses).all():
        raise ValueError("no model has a validation loss")
    gaps = np.abs(losses - [result["train_loss"] for result in results])
    return results[int(np.nanargmin(gaps))]["name"]
