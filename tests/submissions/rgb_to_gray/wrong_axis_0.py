# expect: WRONG_SHAPE axis_0
def rgb_to_gray(img):
    if img.shape[-1] != 3:
        raise ValueError("three colors are needed on the last axis")
    return img.mean(axis=0) / 255
