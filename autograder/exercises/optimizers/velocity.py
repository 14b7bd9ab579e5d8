"""Momentum: a step along the gradients of the past."""

from autograder.checking.cases import Exercise
from deeplearn_ref import optimizers as ref

MOMENTUM = Exercise(
    id="momentum_step",
    alias="L10-E1",
    points=3,
    reference=(ref.momentum_step,),
    signature="momentum_step(param, grad, state, `learning_rate`, beta=0.9)",
    cases=(),
)
