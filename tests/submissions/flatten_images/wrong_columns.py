# expect: WRONG_SHAPE images_in_columns
import numpy as np


def flatten_images(imgs):
    D = int(np.prod(imgs.shape[1:]))
    flat = imgs.reshape(len(imgs), D).T.astype(float)
    return flat / 255 if imgs.dtype == np.uint8 else flat
