"""Lesson 13: catalogued mistakes on probes worked out by hand, and what its exercises ask of the engine."""

import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from autograder.checking.attempt import Attempt
from autograder.checking.cases import Exercise, Misconception
from autograder.checking.judge import judge
from autograder.checking.verdicts import Verdict
from autograder.exercises.capstone import (
    LESSON,
    determinism,
    fitting,
    target,
    wrong_confusion,
    wrong_determinism,
    wrong_device,
    wrong_fitting,
    wrong_predicting,
)
from autograder.sandbox import strict_xp
from autograder.sandbox.script import LocalPlayer
from autograder.sandbox.steps import LookGlobal, Withhold, step_from_tree, step_to_tree
from deeplearn_ref import capstone as ref
from deeplearn_ref.data import make_glyphs


def variant(catalogue: Sequence[Misconception], name: str, at: int = 0) -> Callable[..., Any]:
    (found,) = [one.variant for one in catalogue if one.name == name]
    return found[at] if isinstance(found, tuple) else found


def seed(case: str) -> int:
    return sum(map(ord, case))


def test_points_are_those_of_the_plan() -> None:
    points = {e.alias: e.points for e in LESSON.exercises}
    assert points == {f"L13-E{i}": p for i, p in enumerate([4, 6, 2, 3, 3, 4], start=1)}
    assert sum(w.points for w in LESSON.written) == 9
    assert {e.cell_id for e in LESSON.exercises[:3]} == {"mlp_classifier"}


# --- the classifier ---


def network(name: str) -> Any:
    """Return a wrong classifier 1-2-2 whose logits are relu(x) and relu(-x), plus 0.5 for the second class."""
    model = variant(wrong_predicting.PREDICT, name)([1, 2, 2])
    for layer, (W, b) in zip(model.params, [([[1, -1]], [0, 0]), ([[1, 0], [0, 1]], [0, 0.5])], strict=True):
        layer["W"], layer["b"] = np.array(W, dtype=float), np.array(b, dtype=float)
    return model


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("logits_returned", [2, 0.5]),
        ("sigmoid_last", [0.880797, 0.622459]),
        ("no_relu", [0.970688, 0.029312]),
        ("no_biases", [0.880797, 0.119203]),
        ("softmax_down_columns", [0.880797, 0.182426]),
    ],
)
def test_wrong_probabilities(name: str, row: list[float]) -> None:
    """At x = 2 and -2: logits (2, 0.5) and (0, 2.5); without ReLU (2, -1.5) at x = 2."""
    expected = {"softmax_down_columns": [1 / (1 + np.exp(-2)), 1 / (1 + np.exp(2))]}.get(name, row)
    np.testing.assert_allclose(network(name).predict_proba(np.array([[2.0], [-2.0]]))[0], expected, atol=1e-6)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("highest_of_equal", [1, 1]),
        ("argmax_axis_0", [0, 1]),
        ("column", [[0], [1]]),
        ("one_hot_returned", [[1, 0], [0, 1]]),
    ],
)
def test_wrong_classes(name: str, said: list[Any]) -> None:
    x = 0.5 if name == "highest_of_equal" else 2.0  # at 0.5 both logits are 0.5
    assert network(name).predict(np.array([[x], [-2.0]])).tolist() == said


def trained(name: str, **settings: Any) -> tuple[Any, dict[str, Any]]:
    """Train a wrong softmax regression on one sample of class 0, 1 or 2; its inputs are unit vectors."""
    model = variant(wrong_fitting.FIT, name)(
        [3, 3], **{"learning_rate": 0.5, "patience": 2, "max_epochs": 4} | settings
    )
    for layer in model.params:
        layer["W"] = np.zeros((3, 3))
    X, labels = np.eye(3), np.arange(3)
    return model, model.fit(X, labels, X, np.array([1, 2, 0]))  # every step makes the validation worse


@pytest.mark.parametrize(
    ("name", "epochs", "best"),
    [("one_too_many", 4, 0), ("never_stops", 4, 0), ("best_from_one", 3, 1), ("last_epoch_named", 3, 2)],
)
def test_where_a_wrong_training_ends(name: str, epochs: int, best: int) -> None:
    _, history = trained(name)
    assert (len(history["val_loss"]), history["best_epoch"]) == (epochs, best)


def test_watching_the_training_loss_never_ends_this_run() -> None:
    _, history = trained("watches_train_loss")
    assert (len(history["val_loss"]), history["best_epoch"]) == (4, 3)


def test_measured_before_the_first_epoch_all_classes_are_alike() -> None:
    _, history = trained("measured_before")
    assert history["train_loss"][0] == pytest.approx(np.log(3))


def test_adam_begun_anew_steps_by_the_learning_rate_each_time() -> None:
    """The first step of Adam is the learning rate, whatever the gradient: four of them make 4 · 0.5."""
    for name, weight in (("state_reset_every_batch", 2.0), ("state_reset_every_epoch", 2.0)):
        model, _ = trained(name, patience=9, max_epochs=4)
        last = model.params[0]["W"]  # the best validation is that of the first epoch
        assert abs(last[0, 0]) == pytest.approx(0.5, rel=1e-6), name
        again, _ = trained(name, patience=9, max_epochs=4)
        again.params[0]["W"] = np.zeros((3, 3))
        X, labels = np.eye(3), np.arange(3)
        again.fit(X, labels, X, labels)
        assert abs(again.params[0]["W"][0, 0]) == pytest.approx(weight, rel=1e-6), name


def test_accuracy_in_percent_and_on_the_training_set() -> None:
    assert trained("accuracy_on_train")[1]["val_accuracy"][0] == 1.0
    assert trained("percent")[1]["val_accuracy"][0] == 0.0


# --- confusion matrix and devices ---


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("transposed", [[1, 0, 1], [1, 1, 0], [0, 0, 1]]),
        ("mistakes_only", [[0, 1, 0], [0, 0, 0], [1, 0, 0]]),
        ("right_ones_only", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
        ("shares", [[0.2, 0.2, 0], [0, 0.2, 0], [0.2, 0, 0.2]]),
        ("shares_of_rows", [[0.5, 0.5, 0], [0, 1, 0], [0.5, 0, 0.5]]),
        ("as_if_independent", [[4, 4, 2], [2, 2, 1], [4, 4, 2]]),
    ],
)
def test_the_probe_of_the_plan(name: str, counts: list[list[float]]) -> None:
    found = variant(wrong_confusion.CONFUSION, name)(np.array([0, 0, 1, 2, 2]), np.array([0, 1, 1, 2, 0]), 3)
    np.testing.assert_allclose(found, counts)


def test_repeats_are_lost() -> None:
    assert variant(wrong_confusion.CONFUSION, "repeats_lost")(np.array([0, 0, 1]), np.array([0, 0, 1]), 2).tolist() == [
        [1, 0],
        [0, 1],
    ]


def test_wrong_moves() -> None:
    A = np.array([1.0, 2.0])
    assert variant(wrong_device.DEVICE, "shared_memory")({"W": A}, np)["W"] is A
    moved = variant(wrong_device.DEVICE, "lists_left")({"W": A, "n": [A]}, strict_xp)
    assert (type(moved["W"]), type(moved["n"][0])) == (strict_xp.StrictArray, np.ndarray)
    moved = variant(wrong_device.DEVICE, "dicts_left")([A, {"W": A}], strict_xp)
    assert (type(moved[0]), type(moved[1]["W"])) == (strict_xp.StrictArray, np.ndarray)
    tree = {"W": A}
    assert variant(wrong_device.DEVICE, "tree_changed")(tree, strict_xp) is tree
    layer = {"W": strict_xp.asarray(np.ones((2, 2))), "b": strict_xp.asarray(np.zeros(2))}
    with pytest.raises(TypeError, match="get_array_module"):
        variant(wrong_device.DEVICE, "np_inside", 1)(strict_xp.asarray(A[None]), [layer, layer], ["relu", "softmax"])


# --- the target: shares of the points, and labels that never leave the host ---


def train_glyphs(X: Any, labels: Any, X_val: Any, labels_val: Any) -> Any:
    """Return a classifier that says 0 to every image."""

    class Zero:
        def predict(self, X: Any) -> Any:
            return np.zeros(len(X), dtype=np.int64)

    return Zero()


class Knowing:
    """A classifier that is right for a share of the images: it is told their labels."""

    def __init__(self, percent: float, labels: dict[bytes, int]) -> None:
        self.percent, self.labels = percent, labels

    def predict(self, X: Any) -> Any:
        classes = np.array([self.labels[x.tobytes()] for x in X])
        wrong = np.arange(len(X)) >= round(len(X) * self.percent / 100)
        return np.where(wrong, (classes + 1) % 5, classes)


@pytest.mark.parametrize(
    ("percent", "points"), [(96, 4), (95.98, 3), (94, 3), (93.98, 2), (92, 2), (91.98, 0), (100, 4), (20, 0)]
)
def test_accuracy_gives_a_share_of_the_points(percent: float, points: float, monkeypatch: pytest.MonkeyPatch) -> None:
    exercise = replace(LESSON.exercise("accuracy_target"), reference=(train_glyphs,))  # one that takes no time
    images, labels = make_glyphs(target.NEW, np.random.default_rng(seed("new_images")))
    _, _, X_val, y_val = target.given_sets()
    known = {x.tobytes(): int(c) for x, c in zip((*images.reshape(-1, 144), *X_val), (*labels, *y_val), strict=True)}
    player = LocalPlayer({"train_glyphs": lambda *sets: Knowing(percent, known)})
    result = judge(exercise, player, Attempt("x = 1"), seed)
    assert result.points == points
    assert result.verdict is (Verdict.CORRECT if points == 4 else Verdict.WRONG_VALUE)
    if points < 4:
        assert f"{percent / 100:.4f}" in result.cases[1].why[0].en
    if percent in (96, 94):  # 470 of 500 and 480 of 500: the same shares in `check`
        assert judge(exercise, player, Attempt("x = 1"), seed, public_only=True).points == points


def test_labels_of_the_new_images_are_never_sent() -> None:
    case = LESSON.exercise("accuracy_target").cases[1]
    steps = case.script(np.random.default_rng(4))
    _, labels = make_glyphs(target.NEW, np.random.default_rng(4))
    (withheld,) = [step for step in steps if isinstance(step, Withhold)]
    np.testing.assert_array_equal(withheld.value, labels)
    assert step_to_tree(withheld) == {"step": "Withhold"}
    assert step_from_tree(step_to_tree(withheld)) == Withhold(None)
    names = [getattr(step, "into", type(step).__name__) for step in steps]
    assert names.index("X_new") > names.index("model")  # after the training has come to its end


# --- a class that several exercises ask for ---

STUB = """
class MLPClassifier:
    def __init__(self, layer_sizes, learning_rate=1e-3, batch_size=32, drop_rate=0.0, l2=0.0, patience=5,
                 max_epochs=50, seed=0):
        self.params = init_params(layer_sizes, np.random.default_rng(seed), "he")

    def predict_proba(self, X):
        return mlp_forward(X, self.params, ["relu"] * (len(self.params) - 1) + ["softmax"])[0]

    def predict(self, X):
        return self.predict_proba(X).argmax(axis=1)

    def fit(self, X, labels, X_val, labels_val):
        raise NotImplementedError
"""


@pytest.mark.parametrize(
    ("exercise", "verdict"),
    [
        ("mlp_classifier_predict", Verdict.CORRECT),
        ("mlp_classifier_fit", Verdict.NOT_ATTEMPTED),
        ("determinism", Verdict.NOT_ATTEMPTED),
    ],
)
def test_a_method_that_is_still_the_stub_is_not_attempted(exercise: str, verdict: Verdict) -> None:
    asked = LESSON.exercise(exercise)
    namespace: dict[str, Any] = {"np": np} | {need.__name__: need for need in asked.needs}
    exec(STUB, namespace)
    assert judge(asked, LocalPlayer(namespace), Attempt(STUB), seed).verdict is verdict


def test_the_history_does_not_decide_about_the_weights() -> None:
    """A wrong history costs the cases about the history, not those about the weights."""
    asked: Exercise = LESSON.exercise("mlp_classifier_fit")
    wrong = variant(wrong_fitting.FIT, "percent")
    result = judge(asked, LocalPlayer({"MLPClassifier": wrong}), Attempt("x = 1"), seed)
    failed = {case.name for case in result.cases if case.why}
    assert {"history", "history_again"} <= failed
    assert not {"one_epoch", "three_epochs", "three_epochs_again", "defaults"} & failed


# --- seeds that decide over nothing ---


NOWHERE = tuple({"W": np.full(shape, np.nan)} for shape in pairwise(determinism.SIZES))


class Idle(ref.MLPClassifier):
    """Trains nothing: its weights are what `begin` and `end` say."""

    begin: Any = ()
    end: Any = None

    def __init__(self, layer_sizes: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(layer_sizes, *args, **kwargs)
        self.params = self.params if self.begin is None else list(self.begin)

    def fit(self, X: Any, labels: Any, X_val: Any, labels_val: Any) -> Any:
        self.params = self.params if self.end is None else list(self.end)
        return {}


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ((), None),
        (None, None),
        ((), ({"W": np.ones((4, 6))},)),
        (({"W": 0.0},), ({"W": 1.0},)),
        ((0,), (1,)),
        (NOWHERE, NOWHERE),
    ],
    ids=["no weights", "the first weights", "another net", "numbers", "no layers", "nan"],
)
def test_what_trains_nothing_gets_no_points_for_its_seed(begin: Any, end: Any) -> None:
    asked = LESSON.exercise("determinism")
    idle = type("MLPClassifier", (Idle,), {"begin": begin, "end": end})
    result = judge(asked, LocalPlayer({"MLPClassifier": idle}), Attempt("x = 1"), seed)
    assert (result.verdict, result.points) == (Verdict.WRONG_VALUE, 0.0)
    assert all("Nothing was trained" in case.why[-1].en for case in result.cases)


def test_weights_of_another_form_are_not_multiplied() -> None:
    """A matrix of a few bytes a number and many columns, times the data in float64, would fill the host's memory."""

    class Wide(ref.MLPClassifier):
        def fit(self, *sets: Any) -> Any:
            history = super().fit(*sets)
            columns = 100_000
            self.params = [
                {"W": np.ones((fitting.STOP_SIZES[0], columns), np.int8), "b": np.zeros(columns, np.int8)},
                {"W": np.ones((columns, fitting.STOP_SIZES[-1]), np.int8), "b": np.zeros(fitting.STOP_SIZES[-1])},
            ]
            return history

        def predict_proba(self, X: Any) -> Any:
            return np.full((len(X), fitting.STOP_SIZES[-1]), 1 / fitting.STOP_SIZES[-1])

    asked = LESSON.exercise("mlp_classifier_fit")
    tracemalloc.start()
    result = judge(asked, LocalPlayer({"MLPClassifier": Wide}), Attempt("x = 1"), seed)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 40 * 2**20
    assert {case.verdict for case in result.cases if case.name in ("stops", "default_patience")} == {
        Verdict.WRONG_SHAPE
    }


def test_a_forged_record_of_the_global_state_is_no_fault_of_the_grader() -> None:
    """An answer that gets at the sandbox's own names can have an array recorded where a number is expected."""

    class Forging(LocalPlayer):
        def perform(self, step: Any) -> Any:
            record = super().perform(step)
            return replace(record, value=np.zeros(3)) if isinstance(step, LookGlobal) else record

    asked = LESSON.exercise("determinism")
    wrong = variant(wrong_determinism.DETERMINISM, "unseeded")
    result = judge(asked, Forging({"MLPClassifier": wrong}), Attempt("x = 1"), seed)
    assert result.verdict is Verdict.WRONG_VALUE
