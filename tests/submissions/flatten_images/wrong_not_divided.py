# expect: WRONG_VALUE not_divided
import numpy as np


def flatten_images(imgs):
    return imgs.reshape(len(imgs), int(np.prod(imgs.shape[1:]))).astype(float)
