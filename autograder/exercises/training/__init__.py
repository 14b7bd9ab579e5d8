"""Lesson 08, training a deep network: eight exercises, four predictions, two written questions."""

from autograder.checking.cases import Lesson, Prediction, Written
from autograder.exercises.training.circles import CIRCLES
from autograder.exercises.training.loop import TRAIN
from autograder.exercises.training.measures import ACCURACY, NORMS
from autograder.exercises.training.parameters import INIT, UNITS, UPDATE
from autograder.exercises.training.sanity import REPORT
from deeplearn_ref.backprop import bce_sigmoid_backward, mlp_backward
from deeplearn_ref.layers import dead_unit_fraction, mlp_forward
from deeplearn_ref.losses import binary_cross_entropy
from lessonkit.language import Text

LESSON = Lesson(
    slug="08_training",
    title=Text("Training a deep network", "训练深层网络"),
    exercises=(CIRCLES, INIT, UNITS, UPDATE, ACCURACY, TRAIN, NORMS, REPORT),
    predictions=(
        Prediction("L08-P1", ("a", "b", "c"), "b"),
        Prediction("L08-P2", ("a", "b", "c"), "a"),
        Prediction("L08-P3", ("a", "b", "c"), "c"),
        Prediction("L08-P4", ("a", "b", "c"), "c"),
    ),
    written=(Written("equal_weights", "L08-W1", 4), Written("small_slopes", "L08-W2", 3)),
    uses=(mlp_forward, dead_unit_fraction, binary_cross_entropy, bce_sigmoid_backward, mlp_backward),
)
