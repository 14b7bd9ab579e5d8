"""Arrays in, a figure out: one file a subject, all of them here by name. Pure; nothing is shown or kept."""

from lessonkit.plots.activations import (
    activation_functions,
    arriving_change,
    error_over_weight,
    softmax_steps,
    sums_of_units,
)
from lessonkit.plots.arrays import (
    axes_of_batch,
    channels,
    depth,
    fields,
    flattening,
    fruit,
    history,
    numbers,
    power_law,
    scales,
)
from lessonkit.plots.backprop import backward_blocks, computational_graph, pulls, symptoms
from lessonkit.plots.calculus import convexity, critical_points, derivatives, step_errors
from lessonkit.plots.curves import errors_per_epoch
from lessonkit.plots.early_stopping import stopping_and_penalty, three_copies, two_turns
from lessonkit.plots.gradient_descent import (
    bowl_walks,
    chances,
    landscapes,
    lines_of_loss,
    losses_per_step,
    slopes,
    walks,
)
from lessonkit.plots.layers import (
    forward_pass,
    hidden_space,
    interpolation,
    layer_shapes,
    level_lines,
    network,
    units,
)
from lessonkit.plots.losses import learning_loop, loss_over_probability, students
from lessonkit.plots.minibatches import epoch_of_batches, noise_over_size, noisy_walks, parted_labels
from lessonkit.plots.optimizers import bias_correction, gradient_memory, losses_over_rates, rate_finder, schedules
from lessonkit.plots.perceptron import half_planes, mistake_bound, neuron, timeline, xor
from lessonkit.plots.planes import boundary, regions
from lessonkit.plots.regularization import crowd, dropout_flow, polynomial_fits, sureness, three_sets
from lessonkit.plots.training import activation_slopes, cloud, loss_slices, moments, training_curves, twins

__all__ = [
    "activation_functions",
    "activation_slopes",
    "arriving_change",
    "axes_of_batch",
    "backward_blocks",
    "bias_correction",
    "boundary",
    "bowl_walks",
    "chances",
    "channels",
    "cloud",
    "computational_graph",
    "convexity",
    "critical_points",
    "crowd",
    "depth",
    "derivatives",
    "dropout_flow",
    "epoch_of_batches",
    "error_over_weight",
    "errors_per_epoch",
    "fields",
    "flattening",
    "forward_pass",
    "fruit",
    "gradient_memory",
    "half_planes",
    "hidden_space",
    "history",
    "interpolation",
    "landscapes",
    "layer_shapes",
    "learning_loop",
    "level_lines",
    "lines_of_loss",
    "loss_over_probability",
    "loss_slices",
    "losses_over_rates",
    "losses_per_step",
    "mistake_bound",
    "moments",
    "network",
    "neuron",
    "noise_over_size",
    "noisy_walks",
    "numbers",
    "parted_labels",
    "polynomial_fits",
    "power_law",
    "pulls",
    "rate_finder",
    "regions",
    "scales",
    "schedules",
    "slopes",
    "softmax_steps",
    "step_errors",
    "stopping_and_penalty",
    "students",
    "sums_of_units",
    "sureness",
    "symptoms",
    "three_copies",
    "three_sets",
    "timeline",
    "training_curves",
    "twins",
    "two_turns",
    "units",
    "walks",
    "xor",
]
