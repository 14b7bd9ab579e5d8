"""One norm over all gradients, and a factor for all of them."""

from autograder.checking.cases import Exercise
from deeplearn_ref import optimizers as ref

CLIP = Exercise(
    id="clip_by_global_norm",
    alias="L10-E6",
    points=3,
    reference=(ref.clip_by_global_norm,),
    signature="clip_by_global_norm(grads, max_norm)",
    cases=(),
)
