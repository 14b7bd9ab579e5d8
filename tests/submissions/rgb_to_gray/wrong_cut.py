# expect: WRONG_VALUE cut_to_bytes
import numpy as np


def rgb_to_gray(img):
    if img.shape[-1] != 3:
        raise ValueError("three colors are needed on the last axis")
    gray = img @ np.array([0.299, 0.587, 0.114])
    return gray.astype(np.uint8) / 255
