"""Networks made of layers: `Sequential` and what goes into it, and optimizers that work on all parameters at once.

Read in this order: `layers` (the formulas), `sequential` (one layer after the other), `losses`, `parameters` (one
array for all), `flat_optimizers`, and `step`, where all of it becomes one fast step of training.
"""

from deeplearn_ref.network.flat_optimizers import SGD, AdaGrad, Adam, AdamW, FlatOptimizer, Momentum, Nesterov, RMSProp
from deeplearn_ref.network.layers import Activation, AnyLayer, Dense, Dropout
from deeplearn_ref.network.losses import Loss
from deeplearn_ref.network.parameters import FlatParameters
from deeplearn_ref.network.sequential import Sequential
from deeplearn_ref.network.storage import load, save

__all__ = [
    "SGD",
    "Activation",
    "AdaGrad",
    "Adam",
    "AdamW",
    "AnyLayer",
    "Dense",
    "Dropout",
    "FlatOptimizer",
    "FlatParameters",
    "Loss",
    "Momentum",
    "Nesterov",
    "RMSProp",
    "Sequential",
    "load",
    "save",
]
