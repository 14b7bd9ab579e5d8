"""Lesson 11, overfitting, L2 and dropout: eight exercises, three predictions, two written questions."""

from autograder.checking.cases import Lesson, Prediction, Written
from autograder.exercises.regularization.dropout import BACKWARD, FORWARD, MASK
from autograder.exercises.regularization.network import BACKWARD as MLP_BACKWARD
from autograder.exercises.regularization.network import FORWARD as MLP_FORWARD
from autograder.exercises.regularization.penalty import L2
from autograder.exercises.regularization.split import FIT, SPLIT
from lessonkit.language import Text

LESSON = Lesson(
    slug="11_regularization",
    title=Text("Overfitting, L2, dropout", "过拟合、L2、Dropout"),
    exercises=(SPLIT, FIT, L2, MASK, FORWARD, BACKWARD, MLP_FORWARD, MLP_BACKWARD),
    predictions=(
        Prediction("L11-P1", ("a", "b", "c"), "b"),
        Prediction("L11-P2", ("a", "b", "c"), "c"),
        Prediction("L11-P3", ("a", "b", "c"), "a"),
    ),
    written=(Written("two_claims", "L11-W1", 4), Written("neither_set", "L11-W2", 3)),
    uses=(),
)
