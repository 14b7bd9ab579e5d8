"""Lesson 13, the capstone: six exercises, two predictions, two written questions."""

from autograder.checking.cases import Lesson, Prediction, Written
from autograder.exercises.capstone.confusion import CONFUSION
from autograder.exercises.capstone.determinism import DETERMINISM
from autograder.exercises.capstone.device import DEVICE
from autograder.exercises.capstone.fitting import FIT
from autograder.exercises.capstone.predicting import PREDICT
from autograder.exercises.capstone.target import TARGET
from deeplearn_ref.arrays import flatten_images, standardize
from deeplearn_ref.backend import get_array_module, to_numpy
from deeplearn_ref.backprop import softmax_ce_backward
from deeplearn_ref.data import make_glyphs
from deeplearn_ref.early_stopping import EarlyStopping, select_model
from deeplearn_ref.initializers import init_params
from deeplearn_ref.layers import dense_forward, mlp_forward
from deeplearn_ref.losses import softmax_cross_entropy_with_logits
from deeplearn_ref.minibatch import iterate_minibatches
from deeplearn_ref.optimizers import adam_step
from deeplearn_ref.regularization import (
    l2_gradients,
    mlp_backward_dropout,
    mlp_forward_dropout,
    train_val_test_split,
)
from lessonkit.language import Text

LESSON = Lesson(
    slug="13_capstone",
    title=Text("Capstone: a classifier of your own", "综合项目：你自己的分类器"),
    exercises=(PREDICT, FIT, DETERMINISM, CONFUSION, DEVICE, TARGET),
    predictions=(Prediction("L13-P1", ("a", "b", "c"), "b"), Prediction("L13-P2", ("a", "b", "c"), "b")),
    written=(Written("report", "L13-W1", 5), Written("learning_curve", "L13-W2", 4)),
    uses=(
        init_params,
        dense_forward,
        mlp_forward,
        mlp_forward_dropout,
        mlp_backward_dropout,
        softmax_ce_backward,
        softmax_cross_entropy_with_logits,
        iterate_minibatches,
        adam_step,
        l2_gradients,
        EarlyStopping,
        select_model,
        flatten_images,
        standardize,
        train_val_test_split,
        make_glyphs,
        get_array_module,
        to_numpy,
    ),
)
