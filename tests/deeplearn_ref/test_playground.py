"""The playground's training, against other ways to the same numbers."""

import math
from typing import Any

import numpy as np
import pytest
from sklearn.metrics import log_loss

from deeplearn_ref.data import make_moons, make_spiral
from deeplearn_ref.initializers import init_params
from deeplearn_ref.playground import FUNCTIONS, Session, sample
from deeplearn_ref.training import train_full_batch
from lessonkit.playground.settings import Settings

SHAPES = ((5, "tanh"), (3, "sigmoid"))


def session(**settings: Any) -> Session:
    return Session(FUNCTIONS, Settings(**{"layers": SHAPES, "samples": 20, "batch": 0, "rate": 0.1} | settings))


def flat(params: Any) -> np.ndarray:
    return np.concatenate([layer[key].ravel() for layer in params for key in ("W", "b")])


def penalized(theta: np.ndarray, made: Session, l2: float) -> float:
    """Return loss and penalty of parameters in one row, written out."""
    A, penalty, used = made.X, 0.0, 0
    for layer, activation in zip(
        made.params, (np.tanh, lambda z: 1 / (1 + np.exp(-z)), lambda z: 1 / (1 + np.exp(-z))), strict=True
    ):
        n_in, n_out = layer["W"].shape
        W = theta[used : used + n_in * n_out].reshape(n_in, n_out)
        b = theta[used + n_in * n_out : used + (n_in + 1) * n_out]
        used += (n_in + 1) * n_out
        A, penalty = activation(A @ W + b), penalty + 0.5 * l2 * float((W**2).sum())
    return float(log_loss(made.y, A)) + penalty


def test_full_batches_are_those_of_lesson_08() -> None:
    made = session()
    start, names = made.params, made.names
    for _ in range(7):
        made.epoch()
    params, curves = train_full_batch(made.X, made.y, start, names, 0.1, 7)
    np.testing.assert_allclose(flat(made.params), flat(params), rtol=1e-12)
    assert made.losses()[0] == pytest.approx(curves["loss"][-1])


@pytest.mark.parametrize("l2", [0.0, 0.1])
def test_a_step_goes_down_the_numerical_gradient(l2: float) -> None:
    made = session(l2=l2)
    theta, h = flat(made.params), 1e-6
    steps = h * np.eye(len(theta))
    slopes = [(penalized(theta + d, made, l2) - penalized(theta - d, made, l2)) / (2 * h) for d in steps]
    made.epoch()
    np.testing.assert_allclose(flat(made.params), theta - 0.1 * np.array(slopes), atol=1e-8)


@pytest.mark.parametrize("optimizer", ["momentum", "adagrad", "rmsprop", "adam"])
def test_each_optimizer_keeps_a_state_for_each_array(optimizer: str) -> None:
    """The first steps have lengths that the rules give; a state that was lost would repeat them."""
    made, plain = session(optimizer=optimizer), session()
    starts = flat(made.params)
    made.epoch()
    plain.epoch()
    gradient = (starts - flat(plain.params)) / 0.1
    first = {
        "momentum": 0.1 * gradient,
        "adagrad": 0.1 * np.sign(gradient),
        "rmsprop": 0.1 * np.sign(gradient) / np.sqrt(0.1),
        "adam": 0.1 * np.sign(gradient),
    }[optimizer]
    moved = starts - flat(made.params)
    seen = np.abs(gradient) > 1e-4
    np.testing.assert_allclose(moved[seen], first[seen], rtol=2e-3)
    before = flat(made.params)
    made.epoch()
    second = before - flat(made.params)
    if optimizer == "momentum":  # about 1.9 times as far: the gradient has hardly turned
        assert 1.5 < np.linalg.norm(second) / np.linalg.norm(moved) < 2
    else:
        assert np.linalg.norm(second[seen] - first[seen]) > 1e-3


def test_small_batches_make_so_many_steps_and_see_every_sample() -> None:
    seen: list[np.ndarray] = []

    def forward(X: Any, params: Any, names: Any) -> Any:
        seen.append(X)
        return FUNCTIONS["mlp_forward"](X, params, names)

    made = Session({**FUNCTIONS, "mlp_forward": forward}, Settings(samples=50, batch=20))
    made.epoch()
    made.epoch()
    assert [len(X) for X in seen] == [20, 20, 10] * 2
    epochs = [np.concatenate(seen[:3]), np.concatenate(seen[3:])]
    for X in epochs:
        np.testing.assert_array_equal(np.sort(X, axis=0), np.sort(made.X, axis=0))
    assert not np.array_equal(*epochs)


def test_dropout_acts_in_training_only() -> None:
    made, plain = session(dropout=0.5), session()
    assert made.losses() == made.losses() == plain.losses()
    made.epoch()
    plain.epoch()
    assert not np.allclose(flat(made.params), flat(plain.params))
    bare = session(dropout=0.5, layers=())  # there is no hidden unit to drop
    bare.epoch()
    assert "mlp_forward_dropout" not in Session.needs(Settings(dropout=0.5, layers=()))


def test_one_seed_repeats_all_and_training_and_validation_differ() -> None:
    first, again, other = (session(seed=seed, batch=5, dropout=0.2) for seed in (3, 3, 4))
    for made in (first, again, other):
        made.epoch()
    np.testing.assert_array_equal(flat(first.params), flat(again.params))
    assert not np.array_equal(first.X, other.X)
    assert first.X_val.shape == (200, 2)
    assert not np.isin(first.X, first.X_val).any()
    quiet = session(seed=3, noise=0.0)
    np.testing.assert_array_equal(flat(quiet.params), flat(session(seed=3).params))  # noise leaves the start alone


def test_each_part_of_a_seed_has_a_stream_of_its_own() -> None:
    """Do lessons that name a seed show the same picture tomorrow? Data, unseen data, start: streams 0, 1 and 2."""
    made = session(seed=6, noise=0.2, data="moons")
    for stream, m, found in ((0, 20, (made.X, made.y)), (1, 200, (made.X_val, made.y_val))):
        for array, expected in zip(found, sample("moons", m, 0.2, np.random.default_rng([6, stream])), strict=True):
            np.testing.assert_array_equal(array, expected)
    start = init_params([2, 5, 3, 1], np.random.default_rng([6, 2]), Settings().scheme)
    np.testing.assert_array_equal(flat(made.params), flat(start))
    shuffled = session(seed=6, batch=5)
    shuffled.epoch()
    again = np.random.default_rng([6, 3])
    again.permutation(20)  # the one of the first epoch
    assert shuffled._rng.permutation(20).tolist() == again.permutation(20).tolist()


@pytest.mark.parametrize("data", ["circles", "xor"])
@pytest.mark.parametrize("layers", [SHAPES, ()])
@pytest.mark.parametrize(
    "others",
    [
        {"optimizer": "sgd"},
        {"optimizer": "sgd", "dropout": 0.5},
        {"optimizer": "sgd", "batch": 5},
        {"optimizer": "adam", "l2": 0.1},
        {"optimizer": "momentum", "dropout": 0.5, "batch": 5, "l2": 0.1},
    ],
)
def test_what_is_needed_is_what_is_called(data: str, layers: Any, others: dict[str, Any]) -> None:
    """Is every function that `needs` lists called, and none besides?"""
    called: set[str] = set()

    def noting(name: str) -> Any:
        return lambda *args, **kwargs: (called.add(name), FUNCTIONS[name](*args, **kwargs))[1]

    settings = Settings(**{"data": data, "samples": 20, "batch": 0, "layers": layers} | others)
    made = Session({name: noting(name) for name in Session.needs(settings)}, settings)
    made.epoch()
    made.losses(), made.accuracy(), made.activations(made.X)
    assert sorted(called) == sorted(Session.needs(settings))
    assert ("make_circles" in called) == (data == "circles")


def test_moons_and_spirals_are_moved_to_the_middle_and_noise_is_added_afterwards() -> None:
    rng = np.random.default_rng(3)
    X, y = make_moons(60, 0.0, rng=rng)
    middle = (X.min(axis=0) + X.max(axis=0)) / 2  # of both half circles: (0.5, 0.25)
    np.testing.assert_allclose(middle, [0.5, 0.25], atol=0.02)
    expected = 0.85 * (X - [0.5, 0.25]) + 0.2 * rng.standard_normal((60, 2))
    found = sample("moons", 60, 0.2, np.random.default_rng(3))
    np.testing.assert_allclose(found[0], expected, rtol=1e-12)
    np.testing.assert_array_equal(found[1], y)
    rng = np.random.default_rng(3)
    X, y = make_spiral(60, 1.5, 0.0, rng=rng)
    found = sample("spiral", 60, 0.2, np.random.default_rng(3))
    np.testing.assert_allclose(found[0], 1.25 * X + 0.2 * rng.standard_normal((60, 2)), rtol=1e-12)
    np.testing.assert_array_equal(found[1], y)
    for data in ("circles", "moons", "spiral", "xor"):
        X, y = sample(data, 200, 0.0, np.random.default_rng(0))
        assert 0.79 < np.abs(X).max() < 1.5, data
        assert (X.shape, y.shape, y.dtype, y.sum()) == ((200, 2), (200, 1), np.float64, 100), data


def test_gates_have_their_corners_in_turn_and_noise_around_them() -> None:
    rng = np.random.default_rng(3)
    turn = rng.permutation([0, 1, 2, 3] * 2 + [0])
    corners = [(-0.8, -0.8), (-0.8, 0.8), (0.8, -0.8), (0.8, 0.8)]
    expected = np.array([corners[k] for k in turn]) + 0.1 * rng.standard_normal((9, 2))
    X, y = sample("xor", 9, 0.1, np.random.default_rng(3))
    np.testing.assert_allclose(X, expected, rtol=1e-12)
    assert y.tolist() == [[float(k in (1, 2))] for k in turn]


def test_two_samples_are_the_fewest() -> None:
    for data in ("circles", "moons", "spiral", "xor"):
        assert len(sample(data, 2, 0.0, np.random.default_rng(0))[0]) == 2
        with pytest.raises(ValueError, match="at least 2 samples"):
            sample(data, 1, 0.0, np.random.default_rng(0))


def test_circles_pass_their_noise_on() -> None:
    still, moved = (sample("circles", 40, noise, np.random.default_rng(0))[0] for noise in (0.0, 0.5))
    assert sorted({round(math.hypot(*x), 9) for x in still}) == [0.5, 1.0]
    assert np.abs(moved - still).max() > 0.5


def test_a_data_set_that_does_not_exist_is_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"no data set 'nut'\. There are circles, moons, spiral and and, or, nand"):
        sample("nut", 4, 0.0, np.random.default_rng(0))
