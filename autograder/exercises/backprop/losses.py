"""Where the backward pass begins: the gradients of three losses at the last pre-activation."""

from autograder.checking.cases import Exercise
from deeplearn_ref import backprop as ref


MSE = Exercise(
    id="mse_backward",
    alias="L07-E5",
    points=2,
    reference=(ref.mse_backward,),
    signature="mse_backward(y_true, y_pred)",
    cases=(),
)

BCE = Exercise(
    id="bce_sigmoid_backward",
    alias="L07-E6",
    points=3,
    reference=(ref.bce_sigmoid_backward,),
    signature="bce_sigmoid_backward(y, p)",
    cases=(),
)

SOFTMAX = Exercise(
    id="softmax_ce_backward",
    alias="L07-E7",
    points=3,
    reference=(ref.softmax_ce_backward,),
    signature="softmax_ce_backward(labels, P)",
    cases=(),
)
