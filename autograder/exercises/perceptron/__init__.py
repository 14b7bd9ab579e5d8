"""Lesson 1, the perceptron: seven exercises, two predictions, two written questions."""

from autograder.checking.cases import Lesson, Prediction, Written
from autograder.exercises.perceptron.fit import FIT
from autograder.exercises.perceptron.neuron import BIAS_COLUMN, GATE, PREDICT, STEP, UPDATE, XOR
from lessonkit.language import Text

LESSON = Lesson(
    slug="01_perceptron",
    title=Text("The perceptron", "感知机"),
    exercises=(STEP, PREDICT, BIAS_COLUMN, GATE, UPDATE, FIT, XOR),
    predictions=(
        Prediction("L01-P1", ("a", "b", "c"), "b"),
        Prediction("L01-P2", ("a", "b", "c"), "c"),
    ),
    written=(Written("bias_diagram", "L01-W2", 2), Written("xor_proof", "L01-W1", 4)),
)
