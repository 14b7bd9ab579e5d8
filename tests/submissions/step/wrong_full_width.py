# expect: NOT_DEFINED -
import numpy as np


def step（z）：
    return （z > 0）.astype(int)
