# expect: WRONG_VALUE pixels_mixed
import numpy as np


def flatten_images(imgs):
    D = int(np.prod(imgs.shape[1:]))
    flat = imgs.reshape(D, len(imgs)).T.astype(float)
    return flat / 255 if imgs.dtype == np.uint8 else flat
