# expect: WRONG_DTYPE -
import numpy as np


def rgb_to_gray(img):
    if img.shape[-1] != 3:
        raise ValueError("three colors are needed on the last axis")
    return img.astype(np.float32) @ np.array([0.299, 0.587, 0.114], dtype=np.float32) / np.float32(255)
