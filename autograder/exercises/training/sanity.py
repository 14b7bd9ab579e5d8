"""Three tests of somebody's training code."""

from autograder.checking.cases import Exercise
from deeplearn_ref import training as ref

REPORT = Exercise(
    id="sanity_report",
    alias="L08-E8",
    points=3,
    reference=(ref.sanity_report,),
    signature="sanity_report(loss_fn, step_fn, params, n_classes, n_steps=200)",
    cases=(),
)
