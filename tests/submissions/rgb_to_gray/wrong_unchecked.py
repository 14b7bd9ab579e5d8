# expect: WRONG_VALUE colors_not_checked
def rgb_to_gray(img):
    return (0.299 * img[..., 0] + 0.587 * img[..., 1] + 0.114 * img[..., 2]) / 255
