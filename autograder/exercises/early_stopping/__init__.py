"""Lesson 12, early stopping and model selection: five exercises, two predictions, two written questions."""

from autograder.checking.cases import Lesson, Prediction, Written
from autograder.exercises.early_stopping.epochs import BEST, STOP
from autograder.exercises.early_stopping.selection import SELECT
from autograder.exercises.early_stopping.training import FIT
from autograder.exercises.early_stopping.watcher import WATCHER
from deeplearn_ref.backprop import bce_sigmoid_backward, mlp_backward
from deeplearn_ref.data import make_circles
from deeplearn_ref.initializers import init_params
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.losses import binary_cross_entropy
from deeplearn_ref.metrics import accuracy
from deeplearn_ref.minibatch import iterate_minibatches
from deeplearn_ref.optimizers import adam_step
from deeplearn_ref.regularization import train_val_test_split
from lessonkit.language import Text

LESSON = Lesson(
    slug="12_early_stopping",
    title=Text("Early stopping and model selection", "早停与模型选择"),
    exercises=(BEST, STOP, WATCHER, FIT, SELECT),
    predictions=(Prediction("L12-P1", ("a", "b", "c"), "c"), Prediction("L12-P2", ("a", "b", "c"), "b")),
    written=(Written("test_set_says_stop", "L12-W1", 4), Written("not_learnable", "L12-W2", 3)),
    uses=(
        mlp_forward,
        binary_cross_entropy,
        bce_sigmoid_backward,
        mlp_backward,
        make_circles,
        init_params,
        accuracy,
        iterate_minibatches,
        adam_step,
        train_val_test_split,
    ),
)
