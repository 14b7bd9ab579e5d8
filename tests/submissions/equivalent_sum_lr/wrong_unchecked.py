# expect: RAISED unchecked
def equivalent_sum_lr(lr_mean, batch_size):
    return lr_mean / batch_size
