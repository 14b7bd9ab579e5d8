"""Steps divided by the size of the gradients seen so far: all of them (AdaGrad), or the latest ones (RMSProp)."""

from autograder.checking.cases import Exercise
from deeplearn_ref import optimizers as ref

ADAGRAD = Exercise(
    id="adagrad_step",
    alias="L10-E2",
    points=3,
    reference=(ref.adagrad_step,),
    signature="adagrad_step(param, grad, state, `learning_rate`, eps=1e-8)",
    cases=(),
)

RMSPROP = Exercise(
    id="rmsprop_step",
    alias="L10-E3",
    points=3,
    reference=(ref.rmsprop_step,),
    signature="rmsprop_step(param, grad, state, `learning_rate`, rho=0.9, eps=1e-8)",
    cases=(),
)
