"""Arrays in, a figure out: one file a subject, all of them here by name. Pure; nothing is shown or kept."""

from lessonkit.plots.curves import errors_per_epoch
from lessonkit.plots.perceptron import half_planes, mistake_bound, neuron, timeline, xor
from lessonkit.plots.planes import boundary, regions

__all__ = [
    "boundary",
    "errors_per_epoch",
    "half_planes",
    "mistake_bound",
    "neuron",
    "regions",
    "timeline",
    "xor",
]
