import numpy as np


def rgb_to_gray(img):
    H, W, C = img.shape
    if C != 3:
        raise ValueError(f"expected 3 colors, got {C}")
    scaled = img / 255.0
    return (scaled * np.array([0.299, 0.587, 0.114])).sum(axis=2)
