"""The learning rate as a function of the step."""

from autograder.checking.cases import Exercise
from deeplearn_ref import schedules as ref

SCHEDULE = Exercise(
    id="lr_schedule",
    alias="L10-E5",
    points=3,
    reference=(ref.lr_schedule,),
    signature="lr_schedule(kind, lr0, step, **kw)",
    cases=(),
)
