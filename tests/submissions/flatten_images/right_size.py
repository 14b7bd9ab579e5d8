import numpy as np


def flatten_images(imgs):
    divisor = 255.0 if imgs.dtype == np.uint8 else 1.0
    rows = np.empty((imgs.shape[0], np.zeros(imgs.shape[1:]).size))
    for i, img in enumerate(imgs):
        rows[i] = img.ravel() / divisor
    return rows
