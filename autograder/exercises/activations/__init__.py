"""Lesson 2, activation functions: five exercises, three predictions, two written questions."""

from autograder.checking.cases import Lesson, Prediction, Written
from autograder.exercises.activations.elementwise import LEAKY_RELU, RELU, SIGMOID, SIGMOID_GRAD
from autograder.exercises.activations.rows import SOFTMAX
from deeplearn_ref.perceptron import step
from lessonkit.language import Text

LESSON = Lesson(
    slug="02_activations",
    title=Text("Activation functions", "激活函数"),
    exercises=(SIGMOID, SIGMOID_GRAD, RELU, LEAKY_RELU, SOFTMAX),
    predictions=(
        Prediction("L02-P1", ("a", "b", "c"), "b"),
        Prediction("L02-P2", ("a", "b", "c"), "c"),
        Prediction("L02-P3", ("a", "b", "c"), "a"),
    ),
    written=(Written("no_slope", "L02-W2", 3), Written("squared_units", "L02-W1", 4)),
    uses=(step,),
)
