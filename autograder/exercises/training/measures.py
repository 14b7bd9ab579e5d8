"""What is looked at while a network trains: the share of right answers, the size of each layer's gradient."""

from autograder.checking.cases import Exercise
from deeplearn_ref import metrics as ref

ACCURACY = Exercise(
    id="accuracy",
    alias="L08-E5",
    points=2,
    reference=(ref.accuracy,),
    signature="accuracy(y, p, threshold=0.5)",
    cases=(),
)

NORMS = Exercise(
    id="gradient_norms",
    alias="L08-E7",
    points=2,
    reference=(ref.gradient_norms,),
    signature="gradient_norms(grads)",
    cases=(),
)
