"""A loss on the straight line between two sets of parameters."""

from autograder.checking.cases import Exercise
from deeplearn_ref import gradient_descent as ref

LINE = Exercise(
    id="loss_along_line",
    alias="L06-E6",
    points=3,
    reference=(ref.loss_along_line,),
    signature="loss_along_line(loss_fn, theta0, theta1, n=21)",
    cases=(),
)
