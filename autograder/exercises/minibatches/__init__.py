"""Lesson 09, mini-batches: seven exercises, two predictions, two written questions."""

from autograder.checking.cases import Lesson, Prediction, Written
from autograder.exercises.minibatches.batches import BATCHES
from autograder.exercises.minibatches.epoch import EPOCH
from autograder.exercises.minibatches.gradients import GRADIENTS, NOISE
from autograder.exercises.minibatches.numbers import MEAN, RATE, STEPS
from deeplearn_ref.backprop import bce_sigmoid_backward, mlp_backward
from deeplearn_ref.data import make_circles
from deeplearn_ref.initializers import init_params, update_params
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.losses import binary_cross_entropy
from deeplearn_ref.metrics import accuracy
from deeplearn_ref.perceptron import perceptron_fit
from deeplearn_ref.training import train_full_batch
from lessonkit.language import Text

LESSON = Lesson(
    slug="09_minibatches",
    title=Text("Mini-batches", "小批量"),
    exercises=(STEPS, BATCHES, MEAN, EPOCH, GRADIENTS, NOISE, RATE),
    predictions=(
        Prediction("L09-P1", ("a", "b", "c"), "b"),
        Prediction("L09-P2", ("a", "b", "c"), "c"),
    ),
    written=(Written("counted", "L09-W1", 4), Written("shuffled_apart", "L09-W2", 3)),
    uses=(
        mlp_forward,
        mlp_backward,
        bce_sigmoid_backward,
        binary_cross_entropy,
        perceptron_fit,
        make_circles,
        init_params,
        update_params,
        accuracy,
        train_full_batch,
    ),
)
