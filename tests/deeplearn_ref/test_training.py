"""Training against hand-written loops, scikit-learn's rule of thumb problems, and loss functions with known answers."""

import builtins
import inspect
import math
import sys
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from deeplearn_ref.early_stopping import EarlyStopping
from deeplearn_ref.errors import ShapeError
from deeplearn_ref.initializers import init_params
from deeplearn_ref.losses import binary_cross_entropy
from deeplearn_ref.network import SGD, Activation, Adam, Dense, Dropout, Loss, Momentum, Sequential
from deeplearn_ref.training import History, evaluate, fit, sanity_report, train_full_batch


def rings(m: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Points on two circles; the inner one is class 1."""
    y = (np.arange(m) % 2).astype(float)
    angle = rng.uniform(0, 2 * np.pi, m)
    radius = np.where(y == 1, 0.5, 1.0) + rng.normal(0, 0.05, m)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1), y[:, None]


# --- full batch ---


def test_full_batch_by_hand() -> None:
    """One weight, one bias, two samples: σ(0) = 1/2, so dw = -1/4, db = 0."""
    X, y = np.array([[0.0], [1.0]]), np.array([[0.0], [1.0]])
    params, curves = train_full_batch(X, y, [{"W": np.zeros((1, 1)), "b": np.zeros(1)}], ["sigmoid"], 8.0, 1)
    assert params[0]["W"].tolist() == [[2.0]]
    assert params[0]["b"].tolist() == [0.0]
    p = 1 / (1 + math.exp(-2))
    np.testing.assert_allclose(curves["loss"], [math.log(2), (math.log(2) - math.log(p)) / 2], rtol=1e-12)
    assert curves["accuracy"].tolist() == [0.5, 1.0]  # p = 0.5 is class 0


def test_full_batch_is_descent_on_the_numerical_gradient(rng: np.random.Generator) -> None:
    """Is each step the step that central differences of the loss would make?"""
    X, y = rings(12, rng)
    params = init_params([2, 3, 1], rng, "xavier")
    for layer in params:
        layer["b"][:] = rng.normal(0, 0.3, layer["b"].shape)
    names = ["tanh", "sigmoid"]

    def loss(candidate: Any) -> float:
        A = np.tanh(X @ candidate[0]["W"] + candidate[0]["b"])
        p = 1 / (1 + np.exp(-(A @ candidate[1]["W"] + candidate[1]["b"])))
        return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))

    found, curves = train_full_batch(X, y, params, names, 0.5, 1)
    assert curves["loss"] == pytest.approx([loss(params), loss(found)], rel=1e-12)
    for number, layer in enumerate(params):
        for name, values in layer.items():
            for place in np.ndindex(values.shape):
                ends = []
                for change in (1e-6, -1e-6):
                    moved = [{key: value.copy() for key, value in each.items()} for each in params]
                    moved[number][name][place] += change
                    ends.append(loss(moved))
                slope = (ends[0] - ends[1]) / 2e-6
                assert values[place] - 0.5 * slope == pytest.approx(found[number][name][place], abs=1e-8)


def test_full_batch_leaves_its_arguments_alone_and_continues_where_it_stopped(rng: np.random.Generator) -> None:
    X, y = rings(20, rng)
    params = init_params([2, 4, 1], rng)
    before = [{name: values.copy() for name, values in layer.items()} for layer in params]
    names = ["relu", "sigmoid"]
    half, first = train_full_batch(X, y, params, names, 0.3, 5)
    whole, curves = train_full_batch(X, y, params, names, 0.3, 10)
    rest, second = train_full_batch(X, y, half, names, 0.3, 5)
    for one, other in zip(whole, rest, strict=True):
        np.testing.assert_array_equal(one["W"], other["W"])
        np.testing.assert_array_equal(one["b"], other["b"])
    np.testing.assert_array_equal(curves["loss"], [*first["loss"][:-1], *second["loss"]])
    assert (len(curves["loss"]), len(curves["accuracy"])) == (11, 11)
    for one, other in zip(params, before, strict=True):
        np.testing.assert_array_equal(one["W"], other["W"])
        np.testing.assert_array_equal(one["b"], other["b"])
    same, curves = train_full_batch(X, y, params, names, 0.3, 0)
    assert len(curves["loss"]) == 1
    assert not np.shares_memory(same[0]["W"], params[0]["W"])


def test_full_batch_learns_the_rings(rng: np.random.Generator) -> None:
    X, y = rings(100, rng)
    _, curves = train_full_batch(X, y, init_params([2, 16, 16, 1], rng), ["relu", "relu", "sigmoid"], 0.5, 400)
    assert curves["accuracy"][-1] == 1.0
    assert curves["loss"][-1] < 0.1 < curves["loss"][0]


def test_full_batch_refuses_what_makes_no_sense() -> None:
    X, y, params = np.zeros((2, 1)), np.zeros((2, 1)), [{"W": np.zeros((1, 1)), "b": np.zeros(1)}]
    with pytest.raises(ValueError, match="not negative; got -1"):
        train_full_batch(X, y, params, ["sigmoid"], 1.0, -1)
    for names in ([], ["relu"]):
        with pytest.raises(ValueError, match="must be 'sigmoid'"):
            train_full_batch(X, y, params, names, 1.0, 1)
    with pytest.raises(ValueError, match=r"\S+ \S+"):
        train_full_batch(X[:0], y[:0], params, ["sigmoid"], 1.0, 0)


# --- sanity report ---

LN3 = math.log(3)


@pytest.mark.parametrize(
    ("f", "r", "s", "n_steps", "expected"),
    [
        (LN3, 0.5, 1, 200, (True, True, True)),
        (3 * LN3, 0.5, 1, 200, (False, True, True)),
        (LN3, 1.01, 1, 200, (True, False, True)),
        (LN3, 0.999, 1, 200, (True, False, True)),
        (LN3, 0.5, 0, 200, (True, True, False)),
        (math.nan, 0.5, 1, 200, (False, False, False)),
        (1.105 * LN3, 0.5, 1, 200, (False, True, True)),
        (0.905 * LN3, 0.5, 1, 200, (True, True, True)),
        (0.895 * LN3, 0.5, 1, 200, (False, True, True)),
        (LN3, 0.2, 1, 1, (True, True, True)),
        (LN3, 0.0, 1, 1, (True, True, True)),
        (LN3, 0.0, 1, 0, (True, False, True)),
        (3 * LN3, 0.2, 1, 1, (False, True, True)),
        (LN3, 0.5, -1, 200, (True, True, False)),
    ],
)
@pytest.mark.parametrize("in_place", [False, True])
def test_sanity_by_hand(f: float, r: float, s: float, n_steps: int, expected: Any, in_place: bool) -> None:
    """One weight of 2, loss f · (w/2)² + s · l2 · w²/2, step w ← r · w."""
    params = [{"W": np.array([[2.0]])}]

    def loss_fn(params: Any, l2: float) -> float:
        w = float(params[0]["W"][0, 0])
        return f * (w / 2) ** 2 + s * l2 * w**2 / 2

    def step_fn(params: Any) -> Any:
        if not in_place:
            return [{"W": r * params[0]["W"]}]
        params[0]["W"] *= r
        return params

    report = sanity_report(loss_fn, step_fn, params, 3, n_steps)
    assert (report["first_loss"], report["overfits"], report["l2_raises"]) == expected
    assert all(type(value) is bool for value in report.values())
    assert params[0]["W"].tolist() == [[2.0]]


def test_sanity_counts_its_steps_and_refuses_nonsense() -> None:
    calls: list[float] = []
    sanity_report(lambda w, l2: 1.0, lambda w: calls.append(w) or w, 1.0, 2, n_steps=7)
    assert len(calls) == 7
    for n_classes, n_steps in ((1, 5), (2, -1)):
        with pytest.raises(ValueError, match=f"got {n_classes} and {n_steps}"):
            sanity_report(lambda w, l2: 1.0, lambda w: w, 1.0, n_classes, n_steps)


def test_sanity_asks_for_the_penalty_of_strength_one_and_for_a_twentieth_of_the_loss() -> None:
    strengths: list[float] = []

    def loss_of(trained: float) -> Any:
        return lambda w, l2: strengths.append(l2) or (1.0 if w == "first" else trained)

    for trained, overfits in ((0.049, True), (0.05, False), (0.07, False)):
        assert sanity_report(loss_of(trained), lambda w: "trained", "first", 3)["overfits"] is overfits
    assert set(strengths) == {0.0, 1.0}
    assert sanity_report(lambda w, l2: -1.0, lambda w: w, 1.0, 3, n_steps=0)["overfits"] is False
    steps: list[int] = []
    sanity_report(lambda w, l2: 1.0, lambda w: steps.append(1) or w, 1.0, 3)
    assert len(steps) == 200


# --- fit ---


def small(seed: int = 0, hidden: int = 8, drop_rate: float | None = None) -> tuple[Sequential, np.random.Generator]:
    source = np.random.default_rng(seed)
    dropout = [] if drop_rate is None else [Dropout(drop_rate)]
    return Sequential([Dense(2, hidden), Activation("relu"), *dropout, Dense(hidden, 1)], source), source


def test_fit_is_gradient_descent_where_a_batch_holds_everything(rng: np.random.Generator) -> None:
    """Is `fit` with one batch an epoch the functional full-batch loop?"""
    X, y = rings(30, rng)
    network, source = small()
    start = [{name: values.copy() for name, values in layer.items()} for layer in network.params]
    history = fit(network, X, y, "bce", SGD(0.5), epochs=6, rng=source, batch_size=30)
    params, curves = train_full_batch(X, y, start, ["relu", "sigmoid"], 0.5, 6)
    for found, expected in zip(network.params, params, strict=True):
        np.testing.assert_allclose(found["W"], expected["W"], rtol=1e-10)
        np.testing.assert_allclose(found["b"], expected["b"], rtol=1e-10, atol=1e-14)
    np.testing.assert_allclose(history.train_loss, curves["loss"][:-1], rtol=1e-12)


def test_fit_of_a_linear_model_is_lms_by_hand() -> None:
    """Batches in the order of the permutation, the last one smaller, its gradient divided by its own size."""
    X, y = np.array([[1.0], [2.0], [3.0]]), np.array([[2.0], [3.0], [5.0]])
    network = Sequential([Dense(1, 1, "zeros")], np.random.default_rng(0))
    order = np.random.default_rng(9).permutation(3)
    history = fit(network, X, y, "mse", SGD(0.1), epochs=1, rng=np.random.default_rng(9), batch_size=2)
    w = b = total = 0.0
    for rows in (order[:2], order[2:]):
        errors = [(w * X[i, 0] + b - y[i, 0], X[i, 0]) for i in rows]
        total += sum(e * e for e, _ in errors)
        dw, db = (sum(2 * e * v for e, v in pairs) / len(rows) for pairs in (errors, [(e, 1.0) for e, _ in errors]))
        w, b = w - 0.1 * dw, b - 0.1 * db
    assert (network.params[0]["W"].item(), network.params[0]["b"].item()) == pytest.approx((w, b), rel=1e-13)
    assert history.train_loss == pytest.approx([total / 3], rel=1e-13)


def test_the_same_seed_gives_the_same_bits_and_the_global_generator_is_not_touched(rng: np.random.Generator) -> None:
    X, y = rings(50, rng)
    X.flags.writeable = y.flags.writeable = False
    before = np.random.get_state()[1].copy()  # type: ignore[index,union-attr]  # noqa: NPY002
    flats = []
    for seed in (1, 1, 2):
        network, source = small(seed, drop_rate=0.25)
        fit(network, X, y, "bce", Adam(0.01), epochs=3, rng=source, batch_size=16)
        flats.append(network.parameters.flat)
    np.testing.assert_array_equal(flats[0], flats[1])
    assert (flats[0] != flats[2]).any()
    np.testing.assert_array_equal(before, np.random.get_state()[1])  # type: ignore[index]  # noqa: NPY002


def test_l2_shrinks_weights_and_spares_biases() -> None:
    """With data that says nothing (all zeros, all targets met) only the penalty acts: w ← w - ηλw."""
    network = Sequential([Dense(2, 1)], np.random.default_rng(0))
    network.params[0]["W"][:], network.params[0]["b"][:] = [[4.0], [-2.0]], 0.5
    X, y = np.zeros((4, 2)), np.full((4, 1), 0.5)
    fit(network, X, y, "mse", SGD(0.5), epochs=3, rng=np.random.default_rng(0), batch_size=4, l2=0.5)
    np.testing.assert_allclose(network.params[0]["W"], [[4 * 0.75**3], [-2 * 0.75**3]])
    np.testing.assert_allclose(network.params[0]["b"], 0.5)


def test_a_schedule_sets_the_rate_of_every_step(rng: np.random.Generator) -> None:
    X, y = rings(10, rng)
    asked: list[int] = []

    def schedule(step: int) -> float:
        asked.append(step)
        return 1.0 / (1 + step)

    network, source = small()
    history = fit(network, X, y, "bce", SGD(9.0), epochs=2, rng=source, batch_size=4, schedule=schedule)
    assert asked == [0, 1, 2, 3, 4, 5]
    assert history.learning_rate == [1 / 3, 1 / 6]


def test_early_stopping_stops_in_time_and_restores_the_best_weights(rng: np.random.Generator) -> None:
    X, y = rings(24, rng)
    y[:8] = 1 - y[:8]  # labels that are partly wrong: learning them by heart hurts elsewhere
    X_val, y_val = rings(200, rng)
    network, source = small(3, hidden=64)
    seen: list[np.ndarray] = []
    history = fit(
        network, X, y, "bce", Adam(0.05), epochs=200, rng=source, batch_size=8, validation=(X_val, y_val),
        early_stopping=EarlyStopping(patience=4),
        callbacks=[lambda epoch, network, history: seen.append(network.parameters.flat.copy())],
    )  # fmt: skip
    best = int(np.argmin(history.val_loss))
    assert history.best_epoch == best
    assert len(history.val_loss) == best + 5 < 200
    np.testing.assert_array_equal(network.parameters.flat, seen[best])
    assert evaluate(network, Loss("bce"), X_val, y_val)[0] == pytest.approx(history.val_loss[best], rel=1e-12)


def test_the_best_weights_come_back_also_when_the_epochs_run_out(rng: np.random.Generator) -> None:
    X, y = rings(24, rng)
    network, source = small(3)
    history = fit(
        network, X, y, "bce", Momentum(1.5), epochs=7, rng=source, batch_size=4, validation=(X, 1 - y),
        early_stopping=EarlyStopping(patience=100),
    )  # fmt: skip
    assert len(history.val_loss) == 7
    assert history.best_epoch == int(np.argmin(history.val_loss)) < 6
    assert evaluate(network, Loss("bce"), X, 1 - y)[0] == pytest.approx(min(history.val_loss), rel=1e-12)


def test_evaluation_by_hand() -> None:
    network = Sequential([Dense(2, 2)], np.random.default_rng(0))
    network.params[0]["W"][:] = np.eye(2)
    X = np.array([[2.0, 0.0], [0.0, 0.0], [0.0, 1.0]])
    value, share = evaluate(network, Loss("softmax"), X, np.array([0, 1, 1]))
    assert share == pytest.approx(2 / 3)  # of equal logits the first class
    assert value == pytest.approx((math.log(1 + math.exp(-2)) + math.log(2) + math.log(1 + math.exp(-1))) / 3)
    value, share = evaluate(network, Loss("mse"), X, X + 2.0)
    assert value == pytest.approx(4)
    assert math.isnan(share)
    single = Sequential([Dense(1, 1)], np.random.default_rng(0))
    single.params[0]["W"][:] = 1.0
    X, y = np.array([[3.0], [0.0], [-3.0]]), np.array([[1.0], [0.0], [1.0]])
    value, share = evaluate(single, Loss("bce"), X, y)
    assert value == pytest.approx(binary_cross_entropy(y, 1 / (1 + np.exp(-X))))
    assert share == pytest.approx(2 / 3)  # a logit of 0 is class 0


def test_dropout_is_off_when_fit_validates(rng: np.random.Generator) -> None:
    """A trap: with a rate this high a single dropped pass would show."""
    X, y = rings(40, rng)
    network, source = small(1, hidden=32, drop_rate=0.9)
    history = fit(network, X, y, "bce", SGD(1e-12), epochs=2, rng=source, validation=(X, y))
    plain = Sequential([Dense(2, 32), Activation("relu"), Dense(32, 1)], np.random.default_rng(1))
    expected = evaluate(plain, Loss("bce"), X, y)[0]
    np.testing.assert_allclose(history.val_loss, expected, rtol=1e-9)
    assert abs(history.train_loss[0] - expected) > 1e-3


def test_a_callback_that_returns_true_ends_the_training(rng: np.random.Generator) -> None:
    X, y = rings(10, rng)
    network, source = small()
    epochs: list[int] = []
    history = fit(
        network, X, y, "bce", SGD(0.1), epochs=9, rng=source,
        callbacks=[lambda epoch, *_: epochs.append(epoch), lambda epoch, network, history: epoch == 2],
    )  # fmt: skip
    assert epochs == [0, 1, 2]
    assert len(history.train_loss) == 3
    assert history.val_loss == history.val_accuracy == []


def test_the_bar_is_shown_where_tqdm_is_and_missed_where_it_is_not(
    monkeypatch: pytest.MonkeyPatch, rng: np.random.Generator
) -> None:
    X, y = rings(10, rng)
    shown: list[Any] = []
    fake = ModuleType("tqdm")
    fake.tqdm = lambda epochs, unit: shown.append((list(epochs), unit)) or epochs  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tqdm", fake)
    network, source = small()
    assert len(fit(network, X, y, "bce", SGD(0.1), epochs=2, rng=source, progress=True).train_loss) == 2
    assert shown == [([0, 1], "epoch")]
    fit(network, X, y, "bce", SGD(0.1), epochs=1, rng=source)
    assert len(shown) == 1
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "tqdm":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    assert len(fit(network, X, y, "bce", SGD(0.1), epochs=2, rng=source, progress=True).train_loss) == 2


def test_the_history_draws_itself() -> None:
    import matplotlib as mpl

    mpl.use("agg")
    axes = History([3.0, 2.0, 1.0], [4.0, 2.5, 3.0], best_epoch=1).plot()
    drawn = {line.get_label(): (list(line.get_xdata()), list(line.get_ydata())) for line in axes.lines}
    assert drawn["training"][1] == [3.0, 2.0, 1.0]
    assert drawn["validation"][1] == [4.0, 2.5, 3.0]
    assert drawn["best epoch"][0] == [1, 1]
    assert (axes.lines[-1].get_linestyle(), axes.lines[-1].get_color()) == (":", "gray")  # no third curve
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("epoch", "mean loss")
    assert [text.get_text() for text in axes.get_legend().get_texts()] == list(drawn)
    again = History([1.0]).plot(axes.figure.add_subplot())
    assert [line.get_label() for line in again.lines] == ["training"]
    mpl.pyplot.close("all")


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        ({"epochs": -1}, ValueError, "got -1 and 32"),
        ({"batch_size": 0}, ValueError, "got 1 and 0"),
        ({"early_stopping": EarlyStopping()}, ValueError, "pass validation"),
        ({"X": np.zeros((0, 2)), "y": np.zeros((0, 1))}, ValueError, "no sample"),
        ({"X": np.zeros((4, 3))}, ShapeError, r"X must be \(m, 2\)"),
        ({"y": np.zeros(4)}, ShapeError, r"must be \(m, 1\); got \(4,\)"),
        ({"loss": "hinge"}, ValueError, "no loss 'hinge'"),
        ({"l2": math.nan}, ValueError, "got nan"),
    ],
)
def test_fit_refuses_in_sentences(change: dict[str, Any], error: type[Exception], says: str) -> None:
    network, source = small()
    given = {"X": np.zeros((4, 2)), "y": np.zeros((4, 1)), "loss": "bce", "epochs": 1, "rng": source} | change
    before = network.parameters.flat.copy()
    with pytest.raises(error, match=says) as caught:
        fit(network, optimizer=SGD(0.1), **given)
    assert type(caught.value) is error
    np.testing.assert_array_equal(network.parameters.flat, before)


def test_no_epoch_is_no_change(rng: np.random.Generator) -> None:
    X, y = rings(10, rng)
    network, source = small()
    before = network.parameters.flat.copy()
    history = fit(network, X, y, "bce", SGD(0.1), epochs=0, rng=source)
    assert history == History()
    np.testing.assert_array_equal(network.parameters.flat, before)


def test_a_logit_above_zero_is_class_1() -> None:
    network = Sequential([Dense(1, 1)], np.random.default_rng(0))
    network.params[0]["W"][...], network.params[0]["b"][...] = 1.0, 0.0
    X, y = np.array([[0.25], [-0.25], [0.75], [-3.0]]), np.array([[1.0], [0.0], [1.0], [1.0]])
    assert evaluate(network, Loss("bce"), X, y)[1] == 0.75
    history = fit(
        network, X, y, "bce", SGD(1e-9), epochs=2, rng=np.random.default_rng(0), batch_size=1, validation=(X, y)
    )
    assert history.val_accuracy == [0.75, 0.75]
    history = fit(network, X, y, "mse", SGD(1e-9), epochs=2, rng=np.random.default_rng(0), validation=(X, y))
    assert (len(history.val_loss), history.val_accuracy) == (2, [])


def test_early_stopping_that_saw_no_epoch_restores_nothing(rng: np.random.Generator) -> None:
    network, source = small()
    X, y = rng.normal(size=(4, 2)), np.ones((4, 1))
    stopping = EarlyStopping()
    history = fit(network, X, y, "bce", SGD(0.1), epochs=0, rng=source, validation=(X, y), early_stopping=stopping)
    assert history.best_epoch is None


def test_evaluation_takes_1024_samples_at_a_time() -> None:
    assert inspect.signature(evaluate).parameters["batch_size"].default == 1024
