"""The static pictures of lesson 12."""

import numpy as np

from deeplearn_ref.backprop import bce_sigmoid_backward, mlp_backward
from deeplearn_ref.data import make_circles
from deeplearn_ref.initializers import init_params
from deeplearn_ref.layers import mlp_forward
from deeplearn_ref.losses import binary_cross_entropy
from deeplearn_ref.minibatch import iterate_minibatches
from deeplearn_ref.optimizers import adam_step
from deeplearn_ref.regularization import train_val_test_split
from deeplearn_ref.types import Array
from lessonkit import plots
from lessonkit.picture import Picture

NAMES = ["relu", "relu", "sigmoid"]
N_EPOCHS = 60


def _losses() -> list[float]:
    """Repeat the beginning of the run of lesson 11, section 3, with the same random numbers."""
    rng = np.random.default_rng(0)
    X, y, X_val, y_val, _, _ = train_val_test_split(*make_circles(800, factor=0.5, noise=0.3, rng=rng), 0.4, 0.5, rng)
    params = init_params([2, 64, 64, 1], rng)
    state = [{name: dict[str, Array]() for name in layer} for layer in params]
    losses = []
    for _ in range(N_EPOCHS):
        for batch, labels in iterate_minibatches(X, y, 16, rng):
            p, caches = mlp_forward(batch, params, NAMES)
            grads = mlp_backward(bce_sigmoid_backward(labels, p), params, caches, NAMES)
            for layer, grad, moments in zip(params, grads, state, strict=True):
                for name in layer:
                    layer[name], moments[name] = adam_step(layer[name], grad[name], moments[name], 0.01)
        losses.append(binary_cross_entropy(y_val, mlp_forward(X_val, params, NAMES)[0]))
    return losses


def _turns() -> Picture:
    return plots.two_turns(_losses())


PICTURES = {
    "12_turns": _turns,
    "12_copies": plots.three_copies,
    "12_bowl": plots.stopping_and_penalty,
}
