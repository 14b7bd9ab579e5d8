"""Every module of the reference against callers with another kind of argument: the complaint is a sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from deeplearn_ref import (
    activations,
    arrays,
    backprop,
    calculus,
    capstone,
    data,
    early_stopping,
    gradcheck,
    gradient_descent,
    initializers,
    layers,
    losses,
    metrics,
    minibatch,
    network,
    optimizers,
    perceptron,
    playground,
    regularization,
    schedules,
    training,
)
from deeplearn_ref.errors import ShapeError

RNG = np.random.default_rng(0)
LISTS = [[1.0, 2.0], [3.0, 4.0]]
NAMES = np.array([["a", "b"]])
WRONG: dict[str, tuple[Callable[[], Any], str]] = {
    "activations": (lambda: activations.sigmoid(NAMES), "z must be an array of real numbers"),
    "arrays": (lambda: arrays.standardize(LISTS), "X must be an array of real numbers"),  # type: ignore[arg-type]
    "backprop": (lambda: backprop.mse_backward(LISTS, np.ones((2, 2))), "y_true must be an array"),  # type: ignore[arg-type]
    "calculus": (lambda: calculus.numerical_jacobian(len, LISTS), "x must be an array"),  # type: ignore[arg-type]
    "capstone": (lambda: capstone.MLPClassifier(3), "layer_sizes must be a list of whole numbers; got 3"),  # type: ignore[arg-type]
    "data": (lambda: data.make_students(2.5, rng=RNG), r"m must be a whole number; got 2\.5"),  # type: ignore[arg-type]
    "early_stopping": (lambda: early_stopping.EarlyStopping("5"), "patience must be a whole number; got '5'"),  # type: ignore[arg-type]
    "gradcheck": (lambda: gradcheck.gradient_check(3, [{"W": np.ones(1)}], [{"W": np.ones(1)}]), "must be a function; got 3"),  # type: ignore[arg-type]
    "gradient_descent": (lambda: gradient_descent.gradient_descent(len, 0.0, "0.1", 3), "learning_rate must be a number"),  # type: ignore[arg-type]
    "initializers": (lambda: initializers.init_params([2, 1], 0, "he"), r"rng must be .*; got 0\. np\.random"),  # type: ignore[arg-type]
    "layers": (lambda: layers.dense_forward(LISTS, np.ones((2, 1)), np.ones(1)), "X must be an array"),  # type: ignore[arg-type]
    "losses": (lambda: losses.mse(LISTS, np.ones((2, 2))), "y_true must be an array"),  # type: ignore[arg-type]
    "metrics": (lambda: metrics.confusion_matrix(np.zeros(2, int), np.zeros(2, int), "2"), "n_classes must be a whole"),  # type: ignore[arg-type]
    "minibatch": (lambda: minibatch.gradient_noise(LISTS, 1), "per_sample_grads must be an array"),  # type: ignore[arg-type]
    "network.flat_optimizers": (lambda: network.Adam("0.1"), "learning_rate must be a number; got '0.1'"),  # type: ignore[arg-type]
    "network.layers": (lambda: network.Dense("2", 1), "n_in must be a whole number; got '2'"),  # type: ignore[arg-type]
    "network.sequential": (lambda: network.Sequential([network.Dense(2, 1)], 0), r"rng must be .* got 0\. np\.random"),  # type: ignore[arg-type]
    "optimizers": (lambda: optimizers.adam_step(np.ones(1), np.ones(1), {}, "1"), "learning_rate must be a number"),  # type: ignore[arg-type]
    "perceptron": (lambda: perceptron.perceptron_predict(LISTS, np.ones(2), 0.0), "X must be an array"),  # type: ignore[arg-type]
    "playground": (lambda: playground.sample("xor", 8, 0.1, 3), "rng must be a generator"),  # type: ignore[arg-type]
    "regularization": (lambda: regularization.dropout_mask((2, 2), 0.5, None), "rng must be a generator"),  # type: ignore[arg-type]
    "schedules": (lambda: schedules.lr_schedule("constant", "1", 0), "lr0 must be a number; got '1'"),  # type: ignore[arg-type]
    "training": (lambda: training.train_full_batch(np.ones((2, 1)), np.ones((2, 1)), [{"W": np.ones((1, 1)), "b": np.zeros(1)}], ["sigmoid"], "one", 1), "learning_rate must be"),  # type: ignore[arg-type]
}  # fmt: skip


@pytest.mark.parametrize("module", WRONG)
def test_another_kind_of_argument_is_named_in_a_sentence(module: str) -> None:
    call, says = WRONG[module]
    with pytest.raises(TypeError, match=says) as caught:
        call()
    assert str(caught.value)[-1] in ".])"


def test_every_module_with_functions_for_callers_is_asked() -> None:
    folder = Path(activations.__file__).parent
    speaking = {
        ".".join(path.relative_to(folder).with_suffix("").parts)
        for path in folder.rglob("*.py")
        if "\nin_sentences(__name__" in path.read_text("utf-8")
    }
    assert speaking == WRONG.keys()
    silent = {path.stem for path in folder.rglob("*.py")} - {name.rsplit(".")[-1] for name in speaking}
    assert silent == {
        "__init__",
        "arguments",
        "backend",
        "compiled",
        "errors",
        "parameters",
        "step",
        "storage",
        "tape",
        "types",
    }


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: layers.mlp_forward(np.ones((1, 2)), [{"W": np.ones((2, 1)), "b": [0.0]}], ["relu"]), "params must be"),
        (lambda: network.Sequential([network.Dense(2, 1)], RNG).predict(LISTS), "X must be an array"),
        (lambda: capstone.MLPClassifier([2, 2]).predict(LISTS), "X must be an array"),
        (lambda: network.Adam(0.1).step(LISTS, LISTS), "params must be an array"),
    ],
)  # fmt: skip
def test_what_numpy_would_complain_about_names_the_argument(call: Callable[[], Any], says: str) -> None:
    with pytest.raises(TypeError, match=says):
        call()


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: layers.dense_forward(np.ones(2), np.ones((2, 1)), np.ones(1)), ShapeError, r"\(2,\)"),
        (lambda: minibatch.steps_per_epoch(10, 0), ValueError, "batch_size"),
        (lambda: activations.activate("rely", np.ones(2)), ValueError, "'rely'"),
        (lambda: activations.softmax(np.zeros((2, 0))), ValueError, "Z must be an array with at least one entry"),
        (lambda: early_stopping.best_epoch(np.ones((2, 2))), ValueError, "val_losses must be an array with fewer axes"),
        (
            lambda: early_stopping.best_epoch(np.array(1.0)),
            ValueError,
            "val_losses must be an array with at least one axis",
        ),
        (
            lambda: regularization.train_val_test_split(np.ones(4), np.ones(4), float("nan"), 0.1, RNG),
            ValueError,
            "finite",
        ),
        (
            lambda: gradcheck.gradient_check(len, [{"W": np.ones(1)}], []),
            ValueError,
            "params and grads must be equally long",
        ),
        (lambda: data.make_moons(4, -1.0, rng=RNG), ValueError, "at least 0; got -1.0"),
        (lambda: data.make_spiral(4, noise=-1.0, rng=RNG), ValueError, "at least 0; got -1.0"),
        (lambda: playground.sample("xor", -1, 0.0, RNG), ValueError, "at least 2 samples.* got -1"),
        (lambda: playground.sample("circles", 8, -0.5, RNG), ValueError, "not be negative; got 8 and -0.5"),
    ],
)
def test_shapes_and_values_keep_their_own_words(call: Callable[[], Any], error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says) as caught:
        call()
    assert type(caught.value) is error
