"""Lesson 3, layers, forward pass and shapes: ten exercises, two predictions, two written questions."""

from autograder.checking.cases import Lesson, Prediction, Written
from autograder.exercises.layers.dense import COUNT, DENSE, DENSE_COLUMN, FROM_COLUMN, NEURON
from autograder.exercises.layers.networks import COLLAPSE, DEAD, INTERPOLATOR, MLP, XOR
from deeplearn_ref.activations import leaky_relu, relu, sigmoid, softmax
from deeplearn_ref.perceptron import step
from lessonkit.language import Text

LESSON = Lesson(
    slug="03_layers",
    title=Text("Layers, forward pass, shapes", "层、前向传播与形状"),
    exercises=(NEURON, DENSE, FROM_COLUMN, DENSE_COLUMN, COUNT, MLP, COLLAPSE, XOR, INTERPOLATOR, DEAD),
    predictions=(
        Prediction("L03-P1", ("a", "b", "c"), "b"),
        Prediction("L03-P2", ("a", "b", "c"), "c"),
    ),
    written=(Written("layer_formula", "L03-W2", 2), Written("universality", "L03-W1", 4)),
    uses=(step, sigmoid, relu, leaky_relu, softmax),
)
