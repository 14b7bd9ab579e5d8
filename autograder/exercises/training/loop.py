"""The training loop: all samples in every step."""

from autograder.checking.cases import Exercise
from deeplearn_ref import training as ref
from deeplearn_ref.backprop import bce_sigmoid_backward, mlp_backward
from deeplearn_ref.initializers import update_params
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.losses import binary_cross_entropy
from deeplearn_ref.metrics import accuracy

TRAIN = Exercise(
    id="train_full_batch",
    alias="L08-E6",
    points=5,
    reference=(ref.train_full_batch,),
    needs=(mlp_forward, mlp_backward, bce_sigmoid_backward, binary_cross_entropy, accuracy, update_params),
    signature="train_full_batch(X, y, params, activations, learning_rate, n_epochs)",
    cases=(),
)
