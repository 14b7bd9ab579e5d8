"""The capstone: a classifier from the functions of all lessons, its forward pass on any device, and a good recipe.

Everything here is composed of the functional core, so it reads like the course. `deeplearn_ref.training.fit` is the
same training made fast; a test holds the two together.
"""

import copy
from collections.abc import Sequence
from typing import Any, TypedDict

import numpy as np

from deeplearn_ref.arguments import in_sentences
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.backprop import softmax_ce_backward
from deeplearn_ref.early_stopping import EarlyStopping
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.initializers import init_params
from deeplearn_ref.layers import dense_forward, mlp_forward
from deeplearn_ref.losses import softmax_cross_entropy_with_logits
from deeplearn_ref.minibatch import iterate_minibatches
from deeplearn_ref.optimizers import adam_step
from deeplearn_ref.regularization import l2_gradients, mlp_backward_dropout, mlp_forward_dropout
from deeplearn_ref.types import Array, IntArray, Params

GLYPH_LAYERS = (128, 64)
GLYPH_SETTINGS: dict[str, Any] = {"learning_rate": 2e-3, "drop_rate": 0.2, "patience": 8, "seed": 0}
"""Chosen on validation images; `train_glyphs` uses them."""


class FitHistory(TypedDict):
    """What `MLPClassifier.fit` measured after each epoch, and the epoch whose weights it kept."""

    train_loss: list[float]
    val_loss: list[float]
    val_accuracy: list[float]
    best_epoch: int | None


class MLPClassifier:
    """ReLU layers and a softmax, trained by Adam with dropout, weight decay and early stopping.

    All randomness comes from one generator made of the seed: first the weights (`init_params`, He), then in `fit` one
    permutation an epoch and, batch by batch, one mask a hidden layer.

    Parameters
    ----------
    layer_sizes : sequence of int
        Number of features, units of each hidden layer, number of classes.
    learning_rate : float
        Adam's step size.
    batch_size : int
        Samples a step.
    drop_rate : float
        Probability of dropping a hidden unit in training.
    l2 : float
        Strength λ of weight decay; λW is added to the gradient.
    patience : int
        Epochs in a row without a better validation loss before training stops.
    max_epochs : int
        Most epochs.
    seed : int
        Seed of the generator.

    Attributes
    ----------
    params : list of dict
        ``{"W": (n_in, n_out), "b": (n_out,)}`` of each layer, float64.

    Raises
    ------
    ValueError
        If there are fewer than two layer sizes or one is below 1; by `fit`, if one of its sets is empty.

    Examples
    --------
    >>> X, labels = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 0, 1, 1])
    >>> model = MLPClassifier([1, 8, 2], learning_rate=0.05, patience=50, max_epochs=50)
    >>> history = model.fit(X, labels, X, labels)
    >>> model.predict(X).tolist()
    [0, 0, 1, 1]
    """

    def __init__(
        self,
        layer_sizes: Sequence[int],
        learning_rate: float = 1e-3,
        batch_size: int = 32,
        drop_rate: float = 0.0,
        l2: float = 0.0,
        patience: int = 5,
        max_epochs: int = 50,
        seed: int = 0,
    ) -> None:
        self.learning_rate, self.batch_size = learning_rate, batch_size
        self.drop_rate, self.l2 = drop_rate, l2
        self.patience, self.max_epochs = patience, max_epochs
        self._rng = np.random.default_rng(seed)
        self.params: Params = init_params(layer_sizes, self._rng, "he")
        self._activations = ["relu"] * (len(self.params) - 1) + ["softmax"]

    def predict_proba(self, X: Array) -> Array:
        """Return the probability of each class.

        Parameters
        ----------
        X : ndarray of shape (m, n_in), float
            Samples. Not modified.

        Returns
        -------
        ndarray of shape (m, n_classes), float64
            Rows add to 1; nothing is dropped.

        Raises
        ------
        ShapeError
            If `X` is not of shape (m, n_in).
        """
        return mlp_forward(X, self.params, self._activations)[0]

    def predict(self, X: Array) -> IntArray:
        """Return the most probable class of each sample; of equal ones the lowest.

        Parameters
        ----------
        X : ndarray of shape (m, n_in), float
            Samples. Not modified.

        Returns
        -------
        ndarray of shape (m,), int64
            Classes.

        Raises
        ------
        ShapeError
            If `X` is not of shape (m, n_in).
        """
        classes: IntArray = self.predict_proba(X).argmax(axis=1).astype(np.int64)
        return classes

    def fit(self, X: Array, labels: IntArray, X_val: Array, labels_val: IntArray) -> FitHistory:
        """Train, and keep the weights of the epoch with the lowest validation loss.

        Parameters
        ----------
        X : ndarray of shape (m, n_in), float
            Training samples. Not modified.
        labels : ndarray of shape (m,), int
            Their classes. Not modified.
        X_val : ndarray of shape (m_val, n_in), float
            Validation samples.
        labels_val : ndarray of shape (m_val,), int
            Their classes.

        Returns
        -------
        dict
            ``"train_loss"``, ``"val_loss"``, ``"val_accuracy"``: one entry an epoch, measured after it on the whole
            set, nothing dropped, without the L2 term. ``"best_epoch"``: index of the epoch whose weights are kept.

        Raises
        ------
        ShapeError
            If the shapes do not fit together.
        ValueError
            If one of the sets is empty or a label is no class.
        """
        if len(X) == 0 or len(X_val) == 0:
            raise ValueError(f"Training and validation need samples; got {len(X)} and {len(X_val)}.")
        history: FitHistory = {"train_loss": [], "val_loss": [], "val_accuracy": [], "best_epoch": None}
        states: list[dict[str, dict[str, object]]] = [{name: {} for name in layer} for layer in self.params]
        stopping = EarlyStopping(patience=self.patience)
        for _ in range(self.max_epochs):
            for X_batch, labels_batch in iterate_minibatches(X, labels, self.batch_size, self._rng):
                grads = self._gradients(X_batch, labels_batch)
                for layer, grad, state in zip(self.params, grads, states, strict=True):
                    for name in layer:
                        layer[name], state[name] = adam_step(
                            layer[name], grad[name], state[name], learning_rate=self.learning_rate
                        )
            history["train_loss"].append(softmax_cross_entropy_with_logits(labels, self._logits(X)))
            Z_val = self._logits(X_val)
            history["val_loss"].append(softmax_cross_entropy_with_logits(labels_val, Z_val))
            history["val_accuracy"].append(float((Z_val.argmax(axis=1) == labels_val).mean()))
            if stopping.update(history["val_loss"][-1], self.params):
                break
        history["best_epoch"] = stopping.best_epoch
        if stopping.best_params is not None:
            self.params = copy.deepcopy(stopping.best_params)
        return history

    def _gradients(self, X: Array, labels: IntArray) -> Params:
        drop_rates = [self.drop_rate] * (len(self.params) - 1)
        P, caches = mlp_forward_dropout(X, self.params, self._activations, drop_rates, self._rng)
        dZ = softmax_ce_backward(labels, P)
        grads = mlp_backward_dropout(dZ, self.params, caches, self._activations, drop_rates)
        return l2_gradients(grads, self.params, self.l2)

    def _logits(self, X: Array) -> Array:
        return predict_logits(X, self.params, self._activations)


def predict_logits(X: Array, params: Params, activations: Sequence[str]) -> Array:
    r"""Return the pre-activations of the last layer, on whatever device the arrays live.

    .. math:: A_0 = X, \qquad Z_l = A_{l-1} W_l + b_l, \qquad A_l = f_l(Z_l)

    Parameters
    ----------
    X : ndarray of shape (m, n_in), float, of NumPy, CuPy or a stand-in
        Samples. Not modified.
    params : list of dict
        ``{"W": (n_in, n_out), "b": (n_out,)}`` of each layer, on the same device.
    activations : sequence of str
        ``"relu"`` or ``"tanh"`` for each hidden layer; that of the last layer, if named, is not applied.

    Returns
    -------
    ndarray of shape (m, n_classes), of the same array module
        Logits.

    Raises
    ------
    ShapeError
        If `X` does not fit the first layer.
    ValueError
        If there is no layer, the number of activations does not fit, or a hidden one is neither ReLU nor tanh.

    Examples
    --------
    >>> params = [{"W": np.array([[1.0, -1.0]]), "b": np.zeros(2)}, {"W": np.array([[1.0], [1.0]]), "b": np.ones(1)}]
    >>> predict_logits(np.array([[-2.0], [3.0]]), params, ["relu", "softmax"]).tolist()
    [[3.0], [4.0]]
    """
    hidden = list(activations[: len(params) - 1]) if params else []
    if not params or len(activations) not in {len(params), len(params) - 1}:
        raise ValueError(f"There must be one activation a layer; got {len(activations)} for {len(params)} layers.")
    if not {"relu", "tanh"} >= set(hidden):
        raise ValueError(f"Hidden activations are 'relu' or 'tanh' here; got {hidden}.")
    xp, A = get_array_module(X), X
    for layer, name in zip(params[:-1], hidden, strict=True):
        Z = dense_forward(A, layer["W"], layer["b"])
        A = xp.maximum(Z, 0) if name == "relu" else xp.tanh(Z)
    return dense_forward(A, params[-1]["W"], params[-1]["b"])


def train_glyphs(X: Array, labels: IntArray, X_val: Array, labels_val: IntArray) -> MLPClassifier:
    """Train a classifier of glyph images with settings that were chosen on validation images.

    Two hidden layers of 128 and 64 units, Adam with rate 0.002, dropout 0.2, patience 8.

    Parameters
    ----------
    X : ndarray of shape (m, n_pixels), float
        Training images, flattened. Not modified.
    labels : ndarray of shape (m,), int
        Their classes.
    X_val : ndarray of shape (m_val, n_pixels), float
        Validation images.
    labels_val : ndarray of shape (m_val,), int
        Their classes.

    Returns
    -------
    MLPClassifier
        Fitted. On 2000 training and 500 validation images of `make_glyphs`, test accuracy is about .987.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    ValueError
        If one of the sets is empty.
    """
    if X.ndim != 2:
        raise ShapeError(f"Images must be flattened to (m, n_pixels); got {X.shape}.")
    if len(labels) == 0 or len(labels_val) == 0:
        raise ValueError(f"Training and validation need samples; got {len(labels)} and {len(labels_val)}.")
    n_classes = int(max(labels.max(), labels_val.max())) + 1
    model = MLPClassifier([X.shape[1], *GLYPH_LAYERS, n_classes], **GLYPH_SETTINGS)
    model.fit(X, labels, X_val, labels_val)
    return model


in_sentences(__name__)
