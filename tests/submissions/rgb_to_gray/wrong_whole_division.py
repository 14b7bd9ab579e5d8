# expect: WRONG_VALUE whole_division
def rgb_to_gray(img):
    if img.shape[-1] != 3:
        raise ValueError("three colors are needed")
    return img // 255 @ np.array([0.299, 0.587, 0.114])
