# expect: WRONG_VALUE blue_first
import numpy as np


def rgb_to_gray(img):
    if img.shape[-1] != 3:
        raise ValueError("three colors are needed on the last axis")
    return img @ np.array([0.114, 0.587, 0.299]) / 255
