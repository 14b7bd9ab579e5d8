# tries: A tuple that says another length and other elements at each look.
# attacks: gate_params
# verdict: WRONG_TYPE WRONG_VALUE
import numpy as np


class Pair(tuple):
    def __len__(self):
        return 2

    def __iter__(self):
        return iter((np.array([1.0, 1.0]), -1.5))

    def __getitem__(self, index):
        return -1.5


def gate_params(name):
    return Pair((1, 2, 3))
