"""Lesson 10, learning rates and optimizers: six exercises, three predictions, two written questions."""

from autograder.checking.cases import Lesson, Prediction, Written
from autograder.exercises.optimizers.adam import ADAM
from autograder.exercises.optimizers.clipping import CLIP
from autograder.exercises.optimizers.schedule import SCHEDULE
from autograder.exercises.optimizers.squares import ADAGRAD, RMSPROP
from autograder.exercises.optimizers.velocity import MOMENTUM
from deeplearn_ref.backprop import bce_sigmoid_backward, mlp_backward
from deeplearn_ref.data import make_circles
from deeplearn_ref.initializers import init_params
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.losses import binary_cross_entropy
from deeplearn_ref.minibatch import iterate_minibatches
from lessonkit.language import Text

LESSON = Lesson(
    slug="10_optimizers",
    title=Text("Learning rates and optimizers", "学习率与优化器"),
    exercises=(MOMENTUM, ADAGRAD, RMSPROP, ADAM, SCHEDULE, CLIP),
    predictions=(
        Prediction("L10-P1", ("a", "b", "c"), "b"),
        Prediction("L10-P2", ("a", "b", "c"), "c"),
        Prediction("L10-P3", ("a", "b", "c"), "a"),
    ),
    written=(Written("schedule_or_adaptive", "L10-W1", 4), Written("first_step_of_adam", "L10-W2", 3)),
    uses=(
        mlp_forward,
        binary_cross_entropy,
        mlp_backward,
        bce_sigmoid_backward,
        make_circles,
        init_params,
        iterate_minibatches,
    ),
)
