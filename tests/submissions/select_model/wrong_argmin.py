# expect: WRONG_VALUE nan_chosen
import numpy as np


def select_model(results):
    losses = np.array([result["val_loss"] for result in results], dtype=float)
    if np.isnan(losses).all():
        raise ValueError("no model has a validation loss")
    return results[int(np.argmin(losses))]["name"]
