"""Every interactive picture with the reference's functions, for tests and benchmarks: code that a kernel runs.

`SETUP` and then `PICTURES`: from a picture's name to the expression that makes it, and the two keys that move its
drawing to and fro; without keys, the names of two of its buttons.
"""

SETUP = """import numpy as np
from IPython.display import display
from deeplearn_ref.activations import leaky_relu, leaky_relu_grad, relu, relu_grad, sigmoid, sigmoid_grad, softmax
from deeplearn_ref.arrays import rgb_to_gray
from deeplearn_ref.backprop import (
    activation_backward, bce_sigmoid_backward, dense_backward, graph_backward, mlp_backward)
from deeplearn_ref.calculus import numerical_derivative
from deeplearn_ref.data import make_circles
from deeplearn_ref.early_stopping import early_stop_epoch, select_model
from deeplearn_ref.gradcheck import gradient_check
from deeplearn_ref.gradient_descent import gradient_descent, logistic_fit
from deeplearn_ref.initializers import init_params
from deeplearn_ref.layers import collapse_linear, dead_unit_fraction, mlp_forward, relu_interpolator
from deeplearn_ref.losses import binary_cross_entropy, half_squared_error, softmax_cross_entropy_with_logits
from deeplearn_ref.metrics import gradient_norms
from deeplearn_ref.minibatch import gradient_noise, iterate_minibatches, minibatch_gradients, sgd_epoch
from deeplearn_ref.optimizers import adagrad_step, adam_step, momentum_step, rmsprop_step
from deeplearn_ref.perceptron import perceptron_fit
from deeplearn_ref.regularization import dropout_mask
from deeplearn_ref.schedules import lr_schedule
from deeplearn_ref.training import train_full_batch
from lessonkit import language, planted, plots, widgets

rng = np.random.default_rng(0)
X, y = make_circles(1000, rng=rng)
net = init_params([2, 16, 16, 1], rng)
NAMES = ["relu", "relu", "sigmoid"]
student = [{"W": np.array([[.5, -.3, .2], [-.5, .6, .1]]), "b": np.zeros(3)},
           {"W": np.array([[.7], [-.9], [-.44]]), "b": np.zeros(1)}]
batches = {"1": (np.array([[4., 5.]]), np.array([[1.]])),
           "3": (np.array([[4., 5.], [1., 1.], [6., 2.]]), np.array([[1.], [0.], [1.]]))}
places = np.linspace(-1, 1, 12)
measured = [np.sin(4 * places) + rng.normal(0, .3, 12) for _ in range(3)]
falling = np.exp(-np.arange(41) / 12)
run = {"train": falling[:40], "val": falling[:40] + .004 * np.arange(40), "params": [net] * 41}
truth, said = np.repeat([0, 1, 2], 9), np.tile([0, 1, 2, 0, 0, 1, 2, 1, 2], 3)
counts = np.zeros((3, 3), int)
np.add.at(counts, (truth, said), 1)
recorded = {"1": {"train": run["train"], "val": run["val"] + .02 * np.sin(np.arange(40))}}
"""

BOTH = ("ArrowRight", "ArrowLeft")
UPRIGHT = ("ArrowDown", "ArrowUp")
PICTURES: dict[str, tuple[str, tuple[str, str]]] = {
    "axes": ("widgets.axes()", UPRIGHT),
    "broadcast": ("widgets.broadcast()", BOTH),
    "history": ("widgets.history()", BOTH),
    "pixels": ("widgets.pixels(plots.fruit(), rgb_to_gray)", BOTH),
    "boundary": ("widgets.boundary()", BOTH),
    "neuron": ("widgets.neuron()", BOTH),
    "training": ("widgets.training(perceptron_fit, 'and', 'xor')", ("XOR", "AND")),
    "tangent": (
        "widgets.tangent(leaky_relu=(leaky_relu, leaky_relu_grad), relu=(relu, relu_grad),"
        " sigmoid=(sigmoid, sigmoid_grad))",
        BOTH,
    ),
    "hat": ("widgets.hat(linear=lambda z: z, relu=relu)", BOTH),
    "network": ("widgets.network()", BOTH),
    "layer": ("widgets.layer()", BOTH),
    "forward": ("widgets.forward(mlp_forward, student, ['relu', 'sigmoid'], [4, 5])", BOTH),
    "collapse": ("widgets.collapse(mlp_forward, collapse_linear)", ("ArrowLeft", "ArrowRight")),
    "kinks": ("widgets.kinks(relu_interpolator, mlp_forward)", BOTH),
    "loss_curves": ("widgets.loss_curves(binary_cross_entropy, half_squared_error)", BOTH),
    "scores": ("widgets.scores(softmax_cross_entropy_with_logits, softmax)", BOTH),
    "secant": ("widgets.secant(numerical_derivative)", BOTH),
    "parabola": ("widgets.parabola()", BOTH),
    "ball": ("widgets.ball(gradient_descent, 'wells')", BOTH),
    "learning": ("widgets.learning(logistic_fit, rng.normal(4, 2, (300, 2)), rng.integers(0, 2, 300))", BOTH),
    "landscape": ("widgets.landscape(gradient_descent)", BOTH),
    "graph": ("widgets.graph(graph_backward)", BOTH),
    "walk": (
        "widgets.walk(mlp_forward, bce_sigmoid_backward, dense_backward, activation_backward, student, batches)",
        BOTH,
    ),
    "paths": ("widgets.paths(mlp_forward, bce_sigmoid_backward, mlp_backward)", BOTH),
    "hunt": (
        "widgets.hunt(planted.Court(gradient_check, mlp_forward, bce_sigmoid_backward, mlp_backward))",
        ("tanh", "relu"),
    ),
    "live": ("widgets.live(init_params, train_full_batch, mlp_forward, X, y, dead=dead_unit_fraction)", BOTH),
    "norms": (
        "widgets.norms(init_params, mlp_forward, bce_sigmoid_backward, mlp_backward, gradient_norms, X[:200], y[:200])",
        BOTH,
    ),
    "epoch_cut": ("widgets.epoch_cut(iterate_minibatches)", BOTH),
    "batch_race": ("widgets.batch_race(sgd_epoch, mlp_forward, net, NAMES, X, y)", UPRIGHT),
    "gradient_cloud": ("widgets.gradient_cloud(minibatch_gradients, gradient_noise)", BOTH),
    "heavy_ball": ("widgets.heavy_ball(momentum_step)", ("ArrowLeft", "ArrowRight")),
    "race": ("widgets.race(momentum_step, adagrad_step, rmsprop_step, adam_step)", ("ArrowLeft", "ArrowRight")),
    "schedule": ("widgets.schedule(lr_schedule)", ("ArrowLeft", "ArrowRight")),
    "polynomial": ("widgets.polynomial(places, measured, places[:-1] + .09, measured[1][:-1])", BOTH),
    "thinned": ("widgets.thinned(dropout_mask)", BOTH),
    "overfitting": ("widgets.overfitting(mlp_forward, {'plain': run}, X[:80], y[:80])", BOTH),
    "stopping": ("widgets.stopping(early_stop_epoch, recorded)", BOTH),
    "confusions": (
        "widgets.confusions(counts, rng.random((27, 8, 8)), truth, said, ['corner', 'circle', 'cross'])",
        BOTH,
    ),
    "drawing": ("widgets.drawing(lambda X: np.full((1, 10), .1), rng.random((3, 64)), [4, 5, 6])", BOTH),
    "selection": ("widgets.selection(select_model)", BOTH),
}

SHOW = "gallery = [\n    " + ",\n    ".join(code for code, _ in PICTURES.values()) + ",\n]\ndisplay(*gallery)"
