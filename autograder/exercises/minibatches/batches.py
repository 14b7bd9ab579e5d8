"""The data cut into mini-batches, samples and labels together."""

from autograder.checking.cases import Exercise
from deeplearn_ref import minibatch as ref

BATCHES = Exercise(
    id="iterate_minibatches",
    alias="L09-E2",
    points=5,
    reference=(ref.iterate_minibatches,),
    needs=(ref.steps_per_epoch,),
    signature="iterate_minibatches(X, y, batch_size, rng=None, shuffle=True, drop_last=False)",
    cases=(),
)
