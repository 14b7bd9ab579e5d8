"""What the classifier is built of: functions of earlier lessons, by name."""

from collections.abc import Callable
from typing import Any

from autograder.exercises.layers.dense import ACTIVATIONS
from deeplearn_ref.backprop import activation_backward, dense_backward, mlp_backward, softmax_ce_backward
from deeplearn_ref.capstone import predict_logits
from deeplearn_ref.early_stopping import EarlyStopping
from deeplearn_ref.initializers import init_params
from deeplearn_ref.layers import dense_forward, mlp_forward
from deeplearn_ref.losses import one_hot, softmax_cross_entropy_with_logits
from deeplearn_ref.minibatch import iterate_minibatches, steps_per_epoch
from deeplearn_ref.optimizers import adam_step
from deeplearn_ref.regularization import (
    dropout_backward,
    dropout_forward,
    dropout_mask,
    l2_gradients,
    mlp_backward_dropout,
    mlp_forward_dropout,
)

PARTS: tuple[Callable[..., Any], ...] = (
    *ACTIVATIONS,
    init_params,
    dense_forward,
    mlp_forward,
    one_hot,
    softmax_cross_entropy_with_logits,
    activation_backward,
    dense_backward,
    mlp_backward,
    softmax_ce_backward,
    steps_per_epoch,
    iterate_minibatches,
    adam_step,
    l2_gradients,
    dropout_mask,
    dropout_forward,
    dropout_backward,
    mlp_forward_dropout,
    mlp_backward_dropout,
    EarlyStopping,
)
CLASSIFIER = (*PARTS, predict_logits)
