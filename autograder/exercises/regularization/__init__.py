"""Lesson 11, overfitting, L2 and dropout: eight exercises, three predictions, two written questions.

Exercises in notebook order: train_val_test_split, diagnose_fit, l2_penalty (with l2_gradients), dropout_mask,
dropout_forward, dropout_backward, mlp_forward_dropout, mlp_backward_dropout.
"""

from autograder.checking.cases import Lesson, Prediction, Written
from lessonkit.language import Text

LESSON = Lesson(
    slug="11_regularization",
    title=Text("Overfitting, L2, dropout", "过拟合、L2、Dropout"),
    exercises=(),
    predictions=(
        Prediction("L11-P1", ("a", "b", "c"), "b"),
        Prediction("L11-P2", ("a", "b", "c"), "c"),
        Prediction("L11-P3", ("a", "b", "c"), "a"),
    ),
    written=(Written("two_claims", "L11-W1", 4), Written("neither_set", "L11-W2", 3)),
    uses=(),
)
