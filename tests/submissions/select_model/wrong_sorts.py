# expect: INPUT_MODIFIED sorts_the_list
import numpy as np


def select_model(results):
    losses = np.array([result["val_loss"] for result in results], dtype=float)
    if np.isnan(losses).all():
        raise ValueError("no model has a validation loss")
    results.sort(key=lambda result: np.inf if np.isnan(result["val_loss"]) else result["val_loss"])
    return results[0]["name"]
