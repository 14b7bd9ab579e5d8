"""Lesson 6, gradient descent: six exercises, three predictions, two written questions."""

from autograder.checking.cases import Lesson, Prediction, Written
from autograder.exercises.gradient_descent.descent import DESCENT, DIAGNOSIS, STEP
from autograder.exercises.gradient_descent.line import LINE
from autograder.exercises.gradient_descent.logistic import FIT, GRADIENTS
from deeplearn_ref.activations import sigmoid
from deeplearn_ref.calculus import numerical_gradient
from deeplearn_ref.layers import mlp_forward, xor_mlp_params
from deeplearn_ref.losses import bce_with_logits, mse
from lessonkit.language import Text

LESSON = Lesson(
    slug="06_gradient_descent",
    title=Text("Gradient descent", "梯度下降"),
    exercises=(STEP, DESCENT, DIAGNOSIS, GRADIENTS, FIT, LINE),
    predictions=(
        Prediction("L06-P1", ("a", "b", "c"), "b"),
        Prediction("L06-P2", ("a", "b", "c"), "c"),
        Prediction("L06-P3", ("a", "b", "c"), "b"),
    ),
    written=(Written("factor", "L06-W1", 4), Written("sum_or_mean", "L06-W2", 3)),
    uses=(sigmoid, bce_with_logits, numerical_gradient, mlp_forward, xor_mlp_params, mse),
)
