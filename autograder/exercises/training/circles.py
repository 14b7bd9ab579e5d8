"""Two circles, drawn at random: the data of this lesson."""

from autograder.checking.cases import Exercise
from deeplearn_ref import data as ref

CIRCLES = Exercise(
    id="make_circles",
    alias="L08-E1",
    points=3,
    reference=(ref.make_circles,),
    signature="make_circles(m, factor=0.5, noise=0.1, *, rng)",
    cases=(),
)
