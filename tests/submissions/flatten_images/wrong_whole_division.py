# expect: WRONG_VALUE whole_division
import numpy as np


def flatten_images(imgs):
    flat = imgs.reshape(len(imgs), int(np.prod(imgs.shape[1:])))
    if imgs.dtype == np.uint8:
        flat = flat // 255
    return flat.astype(float)
