# expect: WRONG_VALUE by_all_sets
import numpy as np


def select_model(results):
    losses = np.array([result["val_loss"] for result in results], dtype=float)
    if np.isnan(losses).all():
        raise ValueError("no model has a validation loss")
    total = losses + [result["train_loss"] + result["test_loss"] for result in results]
    return results[int(np.nanargmin(total))]["name"]
