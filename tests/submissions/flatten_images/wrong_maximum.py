# expect: WRONG_VALUE scaled_by_maximum
import numpy as np


def flatten_images(imgs):
    flat = imgs.reshape(len(imgs), int(np.prod(imgs.shape[1:]))).astype(float)
    if imgs.dtype == np.uint8 and flat.size:
        flat = flat / flat.max()
    return flat
