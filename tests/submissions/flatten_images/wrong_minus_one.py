# expect: RAISED empty_not_reshaped
import numpy as np


def flatten_images(imgs):
    flat = imgs.reshape(len(imgs), -1)
    return flat / 255 if imgs.dtype == np.uint8 else flat.astype(float)
