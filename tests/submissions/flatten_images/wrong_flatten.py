# expect: WRONG_SHAPE all_in_one_divided
def flatten_images(imgs):
    return imgs.flatten() / 255
