"""Adam: momentum, divided by the typical size of the gradient, both corrected at the start."""

from autograder.checking.cases import Exercise
from deeplearn_ref import optimizers as ref

ADAM = Exercise(
    id="adam_step",
    alias="L10-E4",
    points=5,
    reference=(ref.adam_step,),
    signature="adam_step(param, grad, state, `learning_rate`=1e-3, beta1=0.9, beta2=0.999, eps=1e-8)",
    cases=(),
)
