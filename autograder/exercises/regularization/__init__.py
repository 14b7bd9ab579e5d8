"""Lesson 11, overfitting, L2 and dropout: eight exercises, three predictions, two written questions."""

from autograder.checking.cases import Lesson, Prediction, Written
from autograder.exercises.regularization.dropout import BACKWARD, FORWARD, MASK
from autograder.exercises.regularization.network import BACKWARD as MLP_BACKWARD
from autograder.exercises.regularization.network import FORWARD as MLP_FORWARD
from autograder.exercises.regularization.penalty import L2
from autograder.exercises.regularization.split import FIT, SPLIT
from deeplearn_ref.activations import leaky_relu, relu, sigmoid, softmax
from deeplearn_ref.backprop import activation_backward, bce_sigmoid_backward, dense_backward, mlp_backward
from deeplearn_ref.data import make_circles
from deeplearn_ref.gradcheck import gradient_check
from deeplearn_ref.initializers import init_params
from deeplearn_ref.layers import dense_forward, mlp_forward
from deeplearn_ref.losses import binary_cross_entropy
from deeplearn_ref.metrics import accuracy
from deeplearn_ref.minibatch import iterate_minibatches
from deeplearn_ref.optimizers import adam_step
from lessonkit.language import Text

LESSON = Lesson(
    slug="11_regularization",
    title=Text("Overfitting, L2 and dropout", "过拟合、L2 和暂退法"),
    exercises=(SPLIT, FIT, L2, MASK, FORWARD, BACKWARD, MLP_FORWARD, MLP_BACKWARD),
    predictions=(
        Prediction("L11-P1", ("a", "b", "c"), "b"),
        Prediction("L11-P2", ("a", "b", "c"), "c"),
        Prediction("L11-P3", ("a", "b", "c"), "a"),
    ),
    written=(Written("two_claims", "L11-W1", 4), Written("neither_set", "L11-W2", 3)),
    uses=(
        relu,
        leaky_relu,
        sigmoid,
        softmax,
        dense_forward,
        mlp_forward,
        binary_cross_entropy,
        activation_backward,
        dense_backward,
        bce_sigmoid_backward,
        mlp_backward,
        gradient_check,
        make_circles,
        init_params,
        accuracy,
        iterate_minibatches,
        adam_step,
    ),
)
