import numpy as np


def select_model(results):
    losses = np.array([result["val_loss"] for result in results], dtype=float)
    return results[np.nanargmin(losses)]["name"]
