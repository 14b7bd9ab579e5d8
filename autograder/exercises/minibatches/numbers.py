"""Counts of an epoch, its mean loss, and the learning rate for a total loss."""

from autograder.checking.cases import Exercise
from deeplearn_ref import minibatch as ref

STEPS = Exercise(
    id="steps_per_epoch",
    alias="L09-E1",
    points=2,
    reference=(ref.steps_per_epoch,),
    signature="steps_per_epoch(m, batch_size, drop_last=False)",
    cases=(),
)

MEAN = Exercise(
    id="epoch_mean_loss",
    alias="L09-E4",
    points=2,
    reference=(ref.epoch_mean_loss,),
    signature="epoch_mean_loss(batch_losses, batch_sizes)",
    cases=(),
)

RATE = Exercise(
    id="equivalent_sum_lr",
    alias="L09-E6",
    points=2,
    reference=(ref.equivalent_sum_lr,),
    signature="equivalent_sum_lr(lr_mean, batch_size)",
    cases=(),
)
