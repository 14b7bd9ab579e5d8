# expect: WRONG_VALUE not_divided
def flatten_images(imgs):
    m = imgs.shape[0]
    rows = imgs.reshape(m, int(np.prod(imgs.shape[1:]))).astype(np.float64)
    if rows.dtype == np.uint8:
        rows = rows / 255
    return rows
