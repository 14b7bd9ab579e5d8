# expect: WRONG_DTYPE float32_kept
import numpy as np


def flatten_images(imgs):
    flat = imgs.reshape(len(imgs), int(np.prod(imgs.shape[1:])))
    return flat / 255 if imgs.dtype == np.uint8 else flat.copy()
