"""Lesson 5, the calculus toolkit: eight exercises, two predictions, two written questions."""

from autograder.checking.cases import Lesson, Prediction, Written
from autograder.exercises.calculus.arrays import GRADIENT, HESSIAN, JACOBIAN, SOFTMAX
from autograder.exercises.calculus.numbers import CHAIN, CRITICAL, DERIVATIVE, VERTEX
from deeplearn_ref.activations import softmax
from lessonkit.language import Text

LESSON = Lesson(
    slug="05_calculus",
    title=Text("Calculus toolkit", "微积分工具箱"),
    exercises=(DERIVATIVE, VERTEX, CRITICAL, CHAIN, GRADIENT, JACOBIAN, SOFTMAX, HESSIAN),
    predictions=(
        Prediction("L05-P2", ("a", "b", "c"), "a"),
        Prediction("L05-P1", ("a", "b", "c"), "c"),
    ),
    written=(Written("parabola", "L05-W1", 4), Written("no_minimum", "L05-W2", 3)),
    uses=(softmax,),
)
