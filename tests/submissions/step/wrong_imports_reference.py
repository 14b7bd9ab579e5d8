# expect: FORBIDDEN -
import numpy as np


def step(z):
    from deeplearn_ref.perceptron import step as theirs

    return theirs(z)
