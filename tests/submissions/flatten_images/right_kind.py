import numpy as np


def flatten_images(imgs):
    m, *rest = imgs.shape
    D = 1
    for length in rest:
        D *= length
    values = np.array(imgs, dtype=float)
    scale = 1 / 255 if imgs.dtype.kind == "u" else 1
    return (values * scale).reshape(m, D)
