"""Lesson 4, loss functions: eight exercises, three predictions, two written questions."""

from autograder.checking.cases import Lesson, Prediction, Written
from autograder.exercises.losses.classes import CATEGORICAL, ONE_HOT, REDUCE, SOFTMAX_CE
from autograder.exercises.losses.numbers import BCE, BCE_LOGITS, HALF, MSE
from deeplearn_ref.activations import sigmoid, softmax
from lessonkit.language import Text

LESSON = Lesson(
    slug="04_losses",
    title=Text("Loss functions", "损失函数"),
    exercises=(HALF, MSE, BCE, BCE_LOGITS, ONE_HOT, CATEGORICAL, SOFTMAX_CE, REDUCE),
    predictions=(
        Prediction("L04-P1", ("a", "b", "c"), "a"),
        Prediction("L04-P2", ("a", "b", "c"), "c"),
        Prediction("L04-P3", ("a", "b", "c"), "b"),
    ),
    written=(Written("output_table", "L04-W1", 4), Written("zero_loss", "L04-W2", 3)),
    uses=(sigmoid, softmax),
)
