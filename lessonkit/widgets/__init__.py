"""Interactive pictures: one file a subject, all of them here by name."""

from lessonkit.widgets.activations import hat, tangent
from lessonkit.widgets.arrays import axes, broadcast, history, pixels
from lessonkit.widgets.backprop import graph, hunt, paths, walk
from lessonkit.widgets.calculus import parabola, secant
from lessonkit.widgets.capstone import confusions, drawing
from lessonkit.widgets.deep import live, norms
from lessonkit.widgets.early_stopping import selection, stopping
from lessonkit.widgets.figure import Sentence
from lessonkit.widgets.gradient_descent import ball, landscape, learning
from lessonkit.widgets.layers import collapse, forward, kinks, layer, network
from lessonkit.widgets.losses import loss_curves, scores
from lessonkit.widgets.minibatches import batch_race, epoch_cut, gradient_cloud
from lessonkit.widgets.optimizers import heavy_ball, race, schedule
from lessonkit.widgets.perceptron import boundary, neuron, training
from lessonkit.widgets.playing import playground
from lessonkit.widgets.regularization import overfitting, polynomial, thinned

__all__ = [
    "Sentence",
    "axes",
    "ball",
    "batch_race",
    "boundary",
    "broadcast",
    "collapse",
    "confusions",
    "drawing",
    "epoch_cut",
    "forward",
    "gradient_cloud",
    "graph",
    "hat",
    "heavy_ball",
    "history",
    "hunt",
    "kinks",
    "landscape",
    "layer",
    "learning",
    "live",
    "loss_curves",
    "network",
    "neuron",
    "norms",
    "overfitting",
    "parabola",
    "paths",
    "pixels",
    "playground",
    "polynomial",
    "race",
    "schedule",
    "scores",
    "secant",
    "selection",
    "stopping",
    "tangent",
    "thinned",
    "training",
    "walk",
]
