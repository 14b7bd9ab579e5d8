"""Logistic regression: its gradients, and training it from zero weights."""

from autograder.checking.cases import Exercise
from deeplearn_ref import gradient_descent as ref
from deeplearn_ref.activations import sigmoid
from deeplearn_ref.losses import bce_with_logits

GRADIENTS = Exercise(
    id="logistic_gradients",
    alias="L06-E4",
    points=4,
    reference=(ref.logistic_gradients,),
    needs=(sigmoid,),
    signature="logistic_gradients(X, y, w, b)",
    cases=(),
)
FIT = Exercise(
    id="logistic_fit",
    alias="L06-E5",
    points=4,
    reference=(ref.logistic_fit,),
    needs=(sigmoid, bce_with_logits, ref.logistic_gradients),
    signature="logistic_fit(X, y, learning_rate=0.1, n_steps=1000)",
    cases=(),
)
