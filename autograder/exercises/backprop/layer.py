"""One layer, backward: the activation, the dense layer, an activation that learns its slope."""

from autograder.checking.cases import Exercise
from deeplearn_ref import backprop as ref


ACTIVATION = Exercise(
    id="activation_backward",
    alias="L07-E3",
    points=3,
    reference=(ref.activation_backward,),
    signature="activation_backward(dA, Z, kind)",
    cases=(),
)

DENSE = Exercise(
    id="dense_backward",
    alias="L07-E4",
    points=4,
    reference=(ref.dense_backward,),
    signature="dense_backward(dZ, X, W)",
    cases=(),
)

PRELU = Exercise(
    id="prelu_backward",
    alias="L07-E10",
    points=4,
    reference=(ref.prelu_backward,),
    signature="prelu_backward(dA, Z, a)",
    cases=(),
)
