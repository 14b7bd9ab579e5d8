# expect: INPUT_MODIFIED shares_memory
import numpy as np


def flatten_images(imgs):
    flat = imgs.reshape(len(imgs), int(np.prod(imgs.shape[1:])))
    if imgs.dtype == np.uint8:
        return flat / 255
    return np.asarray(flat, dtype=np.float64)
