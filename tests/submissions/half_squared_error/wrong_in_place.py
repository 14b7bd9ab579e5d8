# expect: INPUT_MODIFIED -
def half_squared_error(y_true, y_pred):
    if y_true.shape != y_pred.shape:
        raise ValueError("shapes")
    if y_pred.dtype.kind == "i" or not y_pred.flags.writeable:
        return (y_pred - y_true) ** 2 / 2
    y_pred -= y_true
    return y_pred**2 / 2
