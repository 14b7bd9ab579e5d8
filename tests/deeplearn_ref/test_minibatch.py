"""Mini-batches: counts by hand, what every epoch must hold, unbiased averages."""

from itertools import combinations, permutations

import numpy as np
import pytest

from deeplearn_ref.errors import ShapeError
from deeplearn_ref.gradient_descent import logistic_gradients
from deeplearn_ref.minibatch import (
    epoch_mean_loss,
    equivalent_sum_lr,
    gradient_noise,
    iterate_minibatches,
    minibatch_gradients,
    sgd_epoch,
    steps_per_epoch,
)

from .probes import untouched

G = np.array([[1.0, 0.0], [3.0, 4.0], [2.0, 2.0], [4.0, 0.0], [10.0, -6.0]])


@pytest.mark.parametrize(("m", "B", "keep", "drop"), [(10, 4, 3, 2), (8, 4, 2, 2), (3, 8, 1, 0), (0, 4, 0, 0)])
def test_steps_by_hand(m: int, B: int, keep: int, drop: int) -> None:
    assert (steps_per_epoch(m, B), steps_per_epoch(m, B, drop_last=True)) == (keep, drop)
    assert type(steps_per_epoch(m, B)) is int


@pytest.mark.parametrize(("m", "B"), [(10, 4), (8, 4), (3, 8), (1, 1), (0, 4)])
@pytest.mark.parametrize("drop", [False, True])
def test_every_sample_comes_once_with_its_own_label(m: int, B: int, drop: bool) -> None:
    X = np.arange(2 * m).reshape(m, 2)
    batches = list(iterate_minibatches(X, X[:, 0] ** 2, B, np.random.default_rng(0), drop_last=drop))
    assert len(batches) == steps_per_epoch(m, B, drop)
    for Xb, yb in batches:
        assert (Xb[:, 0] ** 2 == yb).all()
        assert not np.shares_memory(Xb, X)
    seen = sorted(int(x) for Xb, _ in batches for x in Xb[:, 0])
    assert len(set(seen)) == len(seen) == (m // B * B if drop else m)


def test_order_is_one_permutation_and_new_every_epoch() -> None:
    X = np.arange(12)
    rng, twin = np.random.default_rng(4), np.random.default_rng(4)
    epochs = [np.concatenate([b for b, _ in iterate_minibatches(X, X, 5, rng)]) for _ in range(2)]
    assert [epoch.tolist() for epoch in epochs] == [twin.permutation(12).tolist() for _ in range(2)]


def test_batches_without_shuffling_are_copies_too() -> None:
    X = np.arange(6.0).reshape(3, 2)
    for Xb, _ in iterate_minibatches(X, X, 2, shuffle=False):
        Xb[:] = 9
    assert X.tolist() == [[0, 1], [2, 3], [4, 5]]


def test_what_is_wrong_is_said_before_the_first_batch() -> None:
    X = np.zeros(3)
    with pytest.raises(ShapeError):
        iterate_minibatches(X, X[:2], 1, shuffle=False)
    with pytest.raises(ValueError, match="generator"):
        iterate_minibatches(X, X, 1)
    for B in (0, -1):
        with pytest.raises(ValueError, match="positive"):
            iterate_minibatches(X, X, B, shuffle=False)


def test_one_neuron_s_epoch_is_a_loop_of_logistic_steps() -> None:
    """The same epoch written once more with logistic regression's own gradient."""
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(7, 2)), (rng.random((7, 1)) < 0.5).astype(float)
    params = [{"W": rng.normal(size=(2, 1)), "b": rng.normal(size=1)}]
    new, loss = untouched(sgd_epoch, params, X, y, ["sigmoid"], 0.5, 3, np.random.default_rng(9))
    w, b, order, losses = params[0]["W"][:, 0], float(params[0]["b"][0]), np.random.default_rng(9).permutation(7), []
    for start in (0, 3, 6):
        chosen = order[start : start + 3]
        p = 1 / (1 + np.exp(-(X[chosen] @ w + b)))
        t = y[chosen, 0]
        losses += list(-np.log(np.where(t == 1, p, 1 - p)))
        dw, db = logistic_gradients(X[chosen], t, w, b)
        w, b = w - 0.5 * dw, b - 0.5 * db
    np.testing.assert_allclose(new[0]["W"][:, 0], w, rtol=1e-10)
    np.testing.assert_allclose(new[0]["b"], b, rtol=1e-10)
    assert loss == pytest.approx(np.mean(losses), rel=1e-9)
    with pytest.raises(ValueError, match="no sample"):
        sgd_epoch(params, X[:0], y[:0], ["sigmoid"], 0.5, 3, rng)


def test_mean_loss_of_an_epoch_is_weighted() -> None:
    assert epoch_mean_loss(np.array([1.0, 2.0, 6.0]), np.array([4, 4, 2])) == 2.4
    with pytest.raises(ValueError, match="no sample"):
        epoch_mean_loss(np.array([1.0]), np.array([0]))
    with pytest.raises(ShapeError):
        epoch_mean_loss(np.array([1.0]), np.array([1, 2]))


def test_noise_by_hand_and_by_all_draws() -> None:
    """All pairs with replacement: the variance of their means, counted out."""
    grads = np.array([[1.0, 0.0], [3.0, 0.0], [5.0, 6.0]])
    means = np.array([(a + b) / 2 for a in grads for b in grads])
    assert gradient_noise(grads, 2) == pytest.approx(means.var(axis=0).sum())
    assert gradient_noise(grads, 2) == pytest.approx(16 / 3)
    with pytest.raises(ValueError, match="no sample"):
        gradient_noise(grads[:0], 2)
    with pytest.raises(ShapeError):
        gradient_noise(grads[0], 2)


def test_sum_and_mean_differ_by_the_batch_size() -> None:
    assert equivalent_sum_lr(0.1, 32) == 0.003125
    with pytest.raises(ValueError, match="positive"):
        equivalent_sum_lr(0.1, 0)


def test_gradients_of_batches_by_hand() -> None:
    batches, average = untouched(minibatch_gradients, G, np.array([3, 0, 4, 1, 2]), 2)
    assert (batches.tolist(), average.tolist()) == ([[2.5, 0.0], [6.5, -1.0], [2.0, 2.0]], [4.0, 0.0])
    one, average = minibatch_gradients(G, np.arange(5), 9)
    assert (one.tolist(), average.tolist()) == ([[4.0, 0.0]], [4.0, 0.0])
    assert minibatch_gradients(G, np.arange(5), 1)[0].tolist() == G.tolist()


def test_average_is_the_full_gradient_for_every_order() -> None:
    pairs = np.array([G[list(pair)].mean(axis=0) for pair in combinations(range(5), 2)])
    np.testing.assert_allclose(pairs.mean(axis=0), [4, 0])
    for order in permutations(range(5)):
        np.testing.assert_allclose(minibatch_gradients(G, np.array(order), 2)[1], [4, 0], atol=1e-12)


@pytest.mark.parametrize(("order", "B"), [([0, 1], 2), ([0, 1, 2, 3, 4], 0)])
def test_wrong_orders_and_sizes_are_refused(order: list[int], B: int) -> None:
    with pytest.raises(ValueError, match="must be"):
        minibatch_gradients(G, np.array(order), B)


@pytest.mark.parametrize("size", [0, -1])
def test_batches_hold_samples(size: int) -> None:
    rng = np.random.default_rng(0)
    for call in (
        lambda: steps_per_epoch(4, size),
        lambda: list(iterate_minibatches(G, G[:, 0], size, rng)),
        lambda: gradient_noise(G, size),
        lambda: minibatch_gradients(G, np.arange(5), size),
    ):
        with pytest.raises(ValueError, match=f"batch_size must be positive; got {size}"):
            call()


def test_without_shuffling_a_generator_is_not_touched() -> None:
    rng = np.random.default_rng(0)
    parts = [y.tolist() for _, y in iterate_minibatches(G, np.arange(5), 2, rng, shuffle=False)]
    assert parts == [[0, 1], [2, 3], [4]]
    assert rng.random() == np.random.default_rng(0).random()


def test_an_epoch_of_one_sample_by_hand_and_of_none() -> None:
    """Weight and bias 0: p = 1/2, the loss is ln 2, and the gradient of the bias is p - y = -1/2."""
    params, rng = [{"W": np.zeros((1, 1)), "b": np.zeros(1)}], np.random.default_rng(0)
    new, loss = sgd_epoch(params, np.array([[2.0]]), np.array([[1.0]]), ["sigmoid"], 0.5, 4, rng)
    assert (new[0]["W"].tolist(), new[0]["b"].tolist()) == ([[0.5]], [0.25])
    assert loss == pytest.approx(np.log(2))
    with pytest.raises(ValueError, match="nothing to learn from"):
        sgd_epoch(params, np.zeros((0, 1)), np.zeros((0, 1)), ["sigmoid"], 0.5, 4, rng)


def test_means_of_batches_write_into_nothing_and_count_in_float64() -> None:
    losses, sizes = np.array([1.0, 2.0]), np.array([3.0, 1.0])
    assert epoch_mean_loss(losses, sizes) == 1.25
    assert (losses.tolist(), sizes.tolist()) == ([1.0, 2.0], [3.0, 1.0])
    with pytest.raises(ShapeError, match=r"got \(1, 1\)"):
        epoch_mean_loss(np.ones((1, 1)), np.ones((1, 1)))
    batches, average = minibatch_gradients(np.array([[0.5], [0.25]], np.float32), np.array([1, 0]), 1)
    assert (batches.tolist(), batches.dtype, average.tolist()) == ([[0.25], [0.5]], np.float64, [0.375])
    for gradients, error in ((np.zeros(0), ShapeError), (np.zeros((0, 2)), ValueError)):
        with pytest.raises(error, match=r"per_sample|no sample"):
            minibatch_gradients(gradients, np.zeros(0, dtype=int), 1)
