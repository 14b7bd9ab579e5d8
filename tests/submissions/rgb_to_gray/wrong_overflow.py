# expect: WRONG_VALUE overflow
def rgb_to_gray(img):
    if img.shape[-1] != 3:
        raise ValueError("three colors are needed on the last axis")
    return (img[..., 0] + img[..., 1] + img[..., 2]) / 3 / 255
