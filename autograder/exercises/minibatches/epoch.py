"""One epoch of training by mini-batches."""

from autograder.checking.cases import Exercise
from autograder.exercises.backprop.layer import NAMED
from deeplearn_ref import minibatch as ref
from deeplearn_ref.backprop import activation_backward, bce_sigmoid_backward, dense_backward, mlp_backward
from deeplearn_ref.initializers import update_params
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.losses import binary_cross_entropy

EPOCH = Exercise(
    id="sgd_epoch",
    alias="L09-E3",
    points=4,
    reference=(ref.sgd_epoch,),
    needs=(
        ref.iterate_minibatches,
        ref.epoch_mean_loss,
        ref.steps_per_epoch,
        mlp_forward,
        mlp_backward,
        bce_sigmoid_backward,
        binary_cross_entropy,
        update_params,
        activation_backward,
        dense_backward,
        *NAMED,
    ),
    signature="sgd_epoch(params, X, y, activations, learning_rate, batch_size, rng)",
    cases=(),
)
