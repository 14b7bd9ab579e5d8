import numpy as np


def rgb_to_gray(img):
    H, W, C = img.shape
    if C != 3:
        raise ValueError("colors")
    gray = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            r, g, b = (float(v) for v in img[i, j])
            gray[i, j] = (0.299 * r + 0.587 * g + 0.114 * b) / 255
    return gray
