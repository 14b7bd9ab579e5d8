import numpy as np


def flatten_images(imgs):
    m, D = len(imgs), int(np.prod(imgs.shape[1:]))
    if m == 0:
        return np.zeros((0, D))
    rows = imgs.reshape(m, -1)
    return rows / 255 if imgs.dtype == np.uint8 else rows.astype(float)
