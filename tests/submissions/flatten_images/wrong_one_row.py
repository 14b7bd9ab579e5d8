# expect: WRONG_SHAPE all_in_one
import numpy as np


def flatten_images(imgs):
    flat = imgs.ravel().astype(float)
    return flat / 255 if imgs.dtype == np.uint8 else flat
