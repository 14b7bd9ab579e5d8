# expect: WRONG_SHAPE pixels_mixed_in_columns
def flatten_images(imgs):
    rows = imgs.reshape(-1, len(imgs)).astype(np.float64)
    return rows / 255 if imgs.dtype == np.uint8 else rows
