"""Gradients of mini-batches: what each is, what they average to, how much they scatter."""

from autograder.checking.cases import Exercise
from deeplearn_ref import minibatch as ref

GRADIENTS = Exercise(
    id="minibatch_gradients",
    alias="L09-E7",
    points=3,
    reference=(ref.minibatch_gradients,),
    signature="minibatch_gradients(per_sample_grads, order, batch_size)",
    cases=(),
)

NOISE = Exercise(
    id="gradient_noise",
    alias="L09-E5",
    points=3,
    reference=(ref.gradient_noise,),
    signature="gradient_noise(per_sample_grads, batch_size)",
    cases=(),
)
