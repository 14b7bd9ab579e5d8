"""The capstone against the fast path, a loop written out by hand, and the strict array module."""

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from autograder.sandbox import strict_xp
from deeplearn_ref.arrays import to_device
from deeplearn_ref.backend import to_numpy
from deeplearn_ref.capstone import MLPClassifier, predict_logits, train_glyphs
from deeplearn_ref.data import make_glyphs
from deeplearn_ref.early_stopping import EarlyStopping
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.initializers import init_params
from deeplearn_ref.network import Activation, Adam, Dense, Dropout, Sequential
from deeplearn_ref.training import fit


def blobs(m: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Three clouds in the plane that overlap a little."""
    labels = rng.integers(0, 3, m)
    centers = np.array([[0.0, 2.0], [-1.5, -1.0], [1.5, -1.0]])
    return centers[labels] + rng.normal(0, 0.6, (m, 2)), labels


def by_hand(
    X: np.ndarray,
    labels: np.ndarray,
    sizes: list[int],
    epochs: int,
    rate: float,
    batch: int,
    p: float,
    l2: float,
    seed: int,
) -> list[dict[str, np.ndarray]]:
    """The contract of lesson 13 written out once more, formula by formula, without a function of the course."""
    rng = np.random.default_rng(seed)
    W = [rng.normal(0, math.sqrt(2 / a), (a, b)) for a, b in pairwise(sizes)]
    b = [np.zeros(n) for n in sizes[1:]]
    theta, t = [*W, *b], 0
    first, second = [np.zeros_like(v) for v in theta], [np.zeros_like(v) for v in theta]
    L = len(W)
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch):
            rows = order[start : start + batch]
            A, masks, Zs = [X[rows]], [], []
            for layer in range(L):
                Zs.append(A[-1] @ theta[layer] + theta[L + layer])
                if layer < L - 1:
                    masks.append((rng.random(Zs[-1].shape) >= p) / (1 - p))
                    A.append(np.where(Zs[-1] > 0, Zs[-1], 0) * masks[-1])
            E = np.exp(Zs[-1] - Zs[-1].max(axis=1, keepdims=True))
            D = E / E.sum(axis=1, keepdims=True)
            D[np.arange(len(rows)), labels[rows]] -= 1
            D /= len(rows)
            grads: list[Any] = [None] * (2 * L)
            for layer in reversed(range(L)):
                grads[layer] = np.einsum("bi,bo->io", A[layer], D) + l2 * theta[layer]
                grads[L + layer] = D.sum(axis=0)
                if layer:
                    D = np.einsum("bo,io->bi", D, theta[layer]) * masks[layer - 1] * (Zs[layer - 1] > 0)
            t += 1
            for k, g in enumerate(grads):
                first[k] = 0.9 * first[k] + 0.1 * g
                second[k] = 0.999 * second[k] + 0.001 * g**2
                theta[k] = theta[k] - rate * (first[k] / (1 - 0.9**t)) / (np.sqrt(second[k] / (1 - 0.999**t)) + 1e-8)
    return [{"W": theta[k], "b": theta[L + k]} for k in range(L)]


def test_fit_equals_the_contract_written_out_by_hand(rng: np.random.Generator) -> None:
    """70 samples in batches of 32, so the last batch has 6; dropout and L2 on."""
    X, labels = blobs(70, rng)
    sizes = [2, 9, 7, 3]
    for epochs, p, l2 in ((3, 0.25, 0.01), (1, 0.0, 0.0)):
        model = MLPClassifier(sizes, 0.01, 32, p, l2, patience=99, max_epochs=epochs, seed=5)
        history = model.fit(X, labels, X, labels)
        assert history["best_epoch"] == epochs - 1  # else the comparison below would be with earlier weights
        expected = by_hand(X, labels, sizes, epochs, 0.01, 32, p, l2, seed=5)
        for found, right in zip(model.params, expected, strict=True):
            np.testing.assert_allclose(found["W"], right["W"], rtol=1e-8, atol=1e-12)
            np.testing.assert_allclose(found["b"], right["b"], rtol=1e-8, atol=1e-12)


def test_what_is_not_said_is_what_the_lesson_promises(rng: np.random.Generator) -> None:
    """Rate 0.001, batches of 32, nothing dropped, no decay, at most 50 epochs, seed 0; patience 5."""
    X, labels = blobs(70, rng)
    model = MLPClassifier([2, 4, 3])
    assert len(model.fit(X, labels, X, labels)["val_loss"]) == 50
    for found, right in zip(model.params, by_hand(X, labels, [2, 4, 3], 50, 0.001, 32, 0, 0, seed=0), strict=True):
        np.testing.assert_allclose(found["W"], right["W"], rtol=1e-8, atol=1e-12)
        np.testing.assert_allclose(found["b"], right["b"], rtol=1e-8, atol=1e-12)
    wrong = MLPClassifier([2, 4, 3], learning_rate=0.1)
    history = wrong.fit(X, labels, X, (labels + 1) % 3)  # the better it learns, the worse the loss over there
    assert (history["best_epoch"], len(history["val_loss"])) == (0, 6)


@pytest.mark.parametrize(("drop_rate", "l2"), [(0.0, 0.0), (0.25, 0.01)])
def test_the_readable_classifier_and_the_fast_fit_are_one_training(
    drop_rate: float, l2: float, rng: np.random.Generator
) -> None:
    (X, labels), (X_val, labels_val) = blobs(70, rng), blobs(40, rng)
    model = MLPClassifier([2, 8, 6, 3], 0.02, 16, drop_rate, l2, patience=3, max_epochs=30, seed=8)
    readable = model.fit(X, labels, X_val, labels_val)
    source = np.random.default_rng(8)
    layers: list[Any] = [Dense(2, 8), Activation("relu"), Dropout(drop_rate)]
    layers += [Dense(8, 6), Activation("relu"), Dropout(drop_rate), Dense(6, 3)]
    network = Sequential(layers, source)
    fast = fit(
        network, X, labels, "softmax", Adam(0.02), epochs=30, rng=source, batch_size=16, l2=l2,
        validation=(X_val, labels_val), early_stopping=EarlyStopping(patience=3),
    )  # fmt: skip
    assert fast.best_epoch == readable["best_epoch"]
    np.testing.assert_allclose(fast.val_loss, readable["val_loss"], rtol=1e-8)
    np.testing.assert_allclose(fast.val_accuracy, readable["val_accuracy"])
    for found, expected in zip(network.params, model.params, strict=True):
        np.testing.assert_allclose(found["W"], expected["W"], rtol=1e-7, atol=1e-9)


def test_an_untrained_classifier_works_and_draws_the_course_weights(rng: np.random.Generator) -> None:
    model = MLPClassifier([4, 5, 3], seed=3)
    for found, expected in zip(model.params, init_params([4, 5, 3], np.random.default_rng(3), "he"), strict=True):
        np.testing.assert_array_equal(found["W"], expected["W"])
        np.testing.assert_array_equal(found["b"], expected["b"])
    P = model.predict_proba(rng.normal(size=(6, 4)))
    assert P.shape == (6, 3)
    np.testing.assert_allclose(P.sum(axis=1), 1, rtol=1e-14)
    assert model.predict_proba(np.zeros((0, 4))).shape == (0, 3)
    assert model.predict(np.zeros((0, 4))).shape == (0,)


def test_prediction_by_hand() -> None:
    model = MLPClassifier([1, 2, 2])
    model.params = [
        {"W": np.array([[1.0, -1.0]]), "b": np.zeros(2)},
        {"W": np.array([[1.0, 0.0], [0.0, 1.0]]), "b": np.zeros(2)},
    ]
    X = np.array([[3.0], [-3.0], [0.0]])
    e = math.exp(3)
    np.testing.assert_allclose(
        model.predict_proba(X), [[e / (e + 1), 1 / (e + 1)], [1 / (e + 1), e / (e + 1)], [0.5, 0.5]]
    )
    assert model.predict(X).tolist() == [0, 1, 0]  # a tie is the lowest class
    assert model.predict(X).dtype == np.int64


def test_prediction_drops_nothing_and_draws_nothing(rng: np.random.Generator) -> None:
    X, labels = blobs(30, rng)
    model = MLPClassifier([2, 16, 3], drop_rate=0.75, max_epochs=1, seed=1)
    model.fit(X, labels, X, labels)
    state = model._rng.bit_generator.state
    np.testing.assert_array_equal(model.predict_proba(X), model.predict_proba(X))
    assert model._rng.bit_generator.state == state


def test_twenty_images_can_be_learnt_by_heart(rng: np.random.Generator) -> None:
    X, labels = blobs(20, rng)
    X = np.round(X, 1) + np.arange(20)[:, None] / 100
    labels = rng.integers(0, 3, 20)
    model = MLPClassifier([2, 64, 64, 3], learning_rate=0.01, patience=400, max_epochs=400, batch_size=20)
    history = model.fit(X, labels, X, labels)
    assert model.predict(X).tolist() == labels.tolist()
    assert history["train_loss"][-1] < history["train_loss"][0]
    assert history["train_loss"] == history["val_loss"]


def test_the_best_weights_are_restored_and_the_history_is_of_them(rng: np.random.Generator) -> None:
    (X, labels), (X_val, labels_val) = blobs(20, rng), blobs(300, rng)
    X.flags.writeable = labels.flags.writeable = X_val.flags.writeable = labels_val.flags.writeable = False
    model = MLPClassifier([2, 64, 3], learning_rate=0.05, batch_size=4, patience=6, max_epochs=100)
    history = model.fit(X, labels, X_val, labels_val)
    best = int(np.argmin(history["val_loss"]))
    assert history["best_epoch"] == best
    assert len(history["val_loss"]) == len(history["val_accuracy"]) == len(history["train_loss"]) == best + 7 < 100
    P = model.predict_proba(X_val)
    loss = float(-np.log(P[np.arange(300), labels_val]).mean())
    assert loss == pytest.approx(min(history["val_loss"]), rel=1e-10)
    assert (model.predict(X_val) == labels_val).mean() == pytest.approx(history["val_accuracy"][best])


def test_the_reported_loss_is_without_the_penalty(rng: np.random.Generator) -> None:
    X, labels = blobs(30, rng)
    model = MLPClassifier([2, 8, 3], l2=5.0, max_epochs=1)
    history = model.fit(X, labels, X, labels)
    P = model.predict_proba(X)
    assert history["train_loss"][0] == pytest.approx(float(-np.log(P[np.arange(30), labels]).mean()), rel=1e-10)


def test_the_seed_decides_every_bit_and_nothing_else_does(rng: np.random.Generator) -> None:
    X, labels = blobs(50, rng)
    found = []
    for seed, world in ((1, 0), (1, 7), (2, 0)):
        np.random.seed(world)  # noqa: NPY002
        before = np.random.get_state()[1].copy()  # type: ignore[index,union-attr]  # noqa: NPY002
        model = MLPClassifier([2, 8, 3], drop_rate=0.25, max_epochs=2, seed=seed)
        model.fit(X, labels, X, labels)
        np.testing.assert_array_equal(before, np.random.get_state()[1])  # type: ignore[index]  # noqa: NPY002
        found.append(model.params[0]["W"])
    np.testing.assert_array_equal(found[0], found[1])
    assert (found[0] != found[2]).any()


def test_no_epoch_keeps_the_first_weights(rng: np.random.Generator) -> None:
    X, labels = blobs(5, rng)
    model = MLPClassifier([2, 3], max_epochs=0, seed=4)
    before = model.params[0]["W"].copy()
    assert model.fit(X, labels, X, labels) == {"train_loss": [], "val_loss": [], "val_accuracy": [], "best_epoch": None}
    np.testing.assert_array_equal(model.params[0]["W"], before)


# --- predict_logits ---


@pytest.mark.parametrize("hidden", ["relu", "tanh"])
def test_logits_by_a_loop_over_samples(hidden: str, rng: np.random.Generator) -> None:
    params = init_params([3, 4, 5, 2], rng)
    for layer in params:
        layer["b"][:] = rng.normal(size=layer["b"].shape)
    X = rng.normal(size=(6, 3))
    expected = []
    for x in X.tolist():
        a = x
        for number, layer in enumerate(params):
            z = [sum(v * w for v, w in zip(a, column, strict=True)) for column in layer["W"].T.tolist()]
            z = [v + c for v, c in zip(z, layer["b"].tolist(), strict=True)]
            a = z if number == 2 else [math.tanh(v) if hidden == "tanh" else max(v, 0.0) for v in z]
        expected.append(a)
    np.testing.assert_allclose(predict_logits(X, params, [hidden, hidden, "softmax"]), expected, rtol=1e-12)
    np.testing.assert_allclose(predict_logits(X, params, [hidden, hidden]), expected, rtol=1e-12)
    on_device = predict_logits(strict_xp.asarray(X), to_device(params, strict_xp), [hidden, hidden, "softmax"])  # type: ignore[arg-type]
    assert isinstance(on_device, strict_xp.StrictArray)
    np.testing.assert_array_equal(to_numpy(on_device), predict_logits(X, params, [hidden, hidden, "softmax"]))
    assert predict_logits(X[:0], params, [hidden] * 3).shape == (0, 2)


def test_each_layer_has_an_activation_of_its_own() -> None:
    params = [{"W": np.array([[w]]), "b": np.zeros(1)} for w in (2.0, -1.0, 1.0)]
    X = np.array([[1.0], [-1.0]])
    np.testing.assert_allclose(predict_logits(X, params, ["relu", "tanh"]), [[math.tanh(-2)], [0]])
    np.testing.assert_allclose(predict_logits(X, params, ["tanh", "relu"]), [[0], [math.tanh(2)]])


def test_logits_of_one_layer_are_new_memory() -> None:
    X, params = np.array([[2.0]]), [{"W": np.array([[1.0]]), "b": np.zeros(1)}]
    Z = predict_logits(X, params, ["softmax"])
    Z[:] = 9
    assert X.tolist() == [[2.0]]


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: predict_logits(np.zeros((1, 2)), [], []), ValueError, "0 for 0 layers"),
        (
            lambda: predict_logits(np.zeros((1, 2)), init_params([2, 1], np.random.default_rng()), ["relu"] * 3),
            ValueError,
            "3 for 1",
        ),
        (
            lambda: predict_logits(
                np.zeros((1, 2)), init_params([2, 2, 1], np.random.default_rng()), ["sigmoid", "softmax"]
            ),
            ValueError,
            r"\['sigmoid'\]",
        ),
        (
            lambda: predict_logits(np.zeros((1, 3)), init_params([2, 1], np.random.default_rng()), ["softmax"]),
            ShapeError,
            r"\(1, 3\)",
        ),
        (lambda: MLPClassifier([2]), ValueError, "two"),
        (
            lambda: MLPClassifier([2, 2]).fit(np.zeros((0, 2)), np.zeros(0, int), np.zeros((1, 2)), np.zeros(1, int)),
            ValueError,
            "got 0 and 1",
        ),
        (
            lambda: MLPClassifier([2, 2]).fit(np.zeros((1, 2)), np.zeros(1, int), np.zeros((0, 2)), np.zeros(0, int)),
            ValueError,
            "got 1 and 0",
        ),
        (
            lambda: MLPClassifier([2, 2]).fit(np.zeros((2, 2)), np.zeros(3, int), np.zeros((1, 2)), np.zeros(1, int)),
            ShapeError,
            "got 2 and 3",
        ),
        (lambda: MLPClassifier([2, 2]).predict(np.zeros((1, 3))), ShapeError, r"\(1, 3\)"),
        (
            lambda: train_glyphs(np.zeros((1, 12, 12)), np.zeros(1, int), np.zeros((1, 144)), np.zeros(1, int)),
            ShapeError,
            "flattened.*12, 12",
        ),
        (
            lambda: train_glyphs(np.zeros((1, 144)), np.zeros(1, int), np.zeros((0, 144)), np.zeros(0, int)),
            ValueError,
            "got 1 and 0",
        ),
        (
            lambda: train_glyphs(np.zeros((0, 144)), np.zeros(0, int), np.zeros((1, 144)), np.zeros(1, int)),
            ValueError,
            "got 0 and 1",
        ),
    ],
)
def test_errors_are_sentences(call: Any, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says) as caught:
        call()
    assert type(caught.value) is error


# --- the target ---


def test_the_recipe_is_what_its_docstring_says(rng: np.random.Generator) -> None:
    X, labels = rng.normal(size=(40, 6)), rng.integers(0, 3, 40)
    for said, n_classes in (([0], 3), ([0, 4], 5)):
        X_val, labels_val = rng.normal(size=(len(said), 6)), np.array(said)
        model = train_glyphs(X, labels, X_val, labels_val)
        assert [layer["W"].shape for layer in model.params] == [(6, 128), (128, 64), (64, n_classes)]
        assert (model.learning_rate, model.drop_rate, model.patience) == (0.002, 0.2, 8)
        same = MLPClassifier([6, 128, 64, n_classes], learning_rate=0.002, drop_rate=0.2, patience=8, seed=0)
        same.fit(X, labels, X_val, labels_val)
        np.testing.assert_array_equal(model.predict_proba(X), same.predict_proba(X))


def test_glyphs_reach_the_target() -> None:
    """Does the recipe reach .96 of 5000 unseen images, for which the exercise gives all points?"""
    rng = np.random.default_rng(20261)
    sets = [make_glyphs(m, rng) for m in (2000, 500, 5000)]
    (X, labels), (X_val, labels_val), (X_test, labels_test) = [(x.reshape(len(x), 144), t) for x, t in sets]
    model = train_glyphs(X, labels, X_val, labels_val)
    assert (model.predict(X_test) == labels_test).mean() >= 0.975
