import numpy as np


def flatten_images(imgs):
    D = int(np.prod(imgs.shape[1:]))
    flat = imgs.reshape(len(imgs), D).astype(np.float64)
    if imgs.dtype == np.uint8:
        flat /= 255
    return flat
