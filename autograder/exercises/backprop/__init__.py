"""Lesson 7, backpropagation: eleven exercises, two predictions, two written questions."""

from autograder.checking.cases import Lesson, Prediction, Written
from autograder.exercises.backprop.gradcheck import CHECK
from autograder.exercises.backprop.graph import GRAPH, NEURON
from autograder.exercises.backprop.layer import ACTIVATION, DENSE, PRELU
from autograder.exercises.backprop.losses import BCE, MSE, SOFTMAX
from autograder.exercises.backprop.network import COSTS, MLP
from deeplearn_ref.activations import leaky_relu_grad, relu_grad, sigmoid, sigmoid_grad, softmax, tanh_grad
from deeplearn_ref.calculus import softmax_jacobian
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.losses import bce_with_logits, mse, one_hot, softmax_cross_entropy_with_logits
from lessonkit.language import Text

LESSON = Lesson(
    slug="07_backpropagation",
    title=Text("Backpropagation", "反向传播"),
    exercises=(CHECK, NEURON, GRAPH, ACTIVATION, DENSE, MSE, BCE, SOFTMAX, MLP, PRELU, COSTS),
    predictions=(
        Prediction("L07-P1", ("a", "b", "c"), "c"),
        Prediction("L07-P2", ("a", "b", "c"), "b"),
    ),
    written=(Written("chain", "L07-W1", 4), Written("who_does_what", "L07-W2", 3)),
    uses=(
        sigmoid,
        sigmoid_grad,
        tanh_grad,
        relu_grad,
        leaky_relu_grad,
        softmax,
        one_hot,
        mlp_forward,
        mse,
        bce_with_logits,
        softmax_cross_entropy_with_logits,
        softmax_jacobian,
    ),
)
