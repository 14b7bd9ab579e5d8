"""The same code on another device: parameters moved, a forward pass without a word of NumPy."""

from typing import Any

import numpy as np

from autograder.checking.cases import Exercise, Group
from autograder.checking.style import no_sample_loop
from autograder.exercises.capstone import hints, wrong_device
from autograder.exercises.capstone.predicting import BY_HAND, SAMPLES, Weights, drawn
from autograder.exercises.kit import NO_LOOP, NO_SAMPLES, STAYS, FloatArray, twice
from autograder.sandbox.steps import Call, Look, Make, MakeModule, Ref, Step, Write
from deeplearn_ref import arrays, capstone
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.layers import dense_forward
from lessonkit.language import Text

DEEP = (3, 6, 5, 4)


def _params(weights: Weights) -> list[dict[str, FloatArray]]:
    return [{"W": W, "b": b} for W, b in weights]


def _moved(tree: Any, module: str) -> list[Step]:
    return [MakeModule("xp", module), Call("to_device", (tree, Ref("xp")))]


def _tree(rng: np.random.Generator) -> Any:
    """Return a state as a training program might keep it: all kinds of leaves, lists in dicts in lists."""
    return {
        "params": _params(drawn(rng, (2, 3, 1))),
        "step": int(rng.integers(1, 99)),
        "rate": 0.25,
        "done": True,
        "note": "a",
        "best": None,
        "labels": rng.integers(0, 5, 4),
        "masks": [[rng.random(3) < 0.5], []],
        "more": {},
    }


def _kept(module: str) -> list[Step]:
    """Move a tree, look at it, write into what came back, and look again."""
    tree = {"W": np.array([[1.0, 2.0]]), "more": [np.array([3, 4]), {"b": np.array([0.5])}]}
    looks: list[Step] = [Look(Ref("tree"))]
    places = (Ref("result", ("W",)), Ref("result", ("more", 0)), Ref("result", ("more", 1, "b")))
    move = Call("to_device", (Ref("tree"), Ref("xp")))
    return [MakeModule("xp", module), Make("tree", tree), move, *looks, *(Write(place, 9) for place in places), *looks]


def _logits(X: FloatArray, weights: Weights, *names: str) -> list[Step]:
    return [Call("predict_logits", (X, _params(weights), list(names)))]


def _random(rng: np.random.Generator, m: int, *names: str) -> list[Step]:
    sizes = (3, *rng.choice([4, 5, 6], len(names) - 1, replace=False).tolist(), 2)
    return _logits(np.round(rng.normal(size=(m, 3)), 2), drawn(rng, sizes), *names)


def _on_device(X: FloatArray, weights: Weights, *names: str) -> list[Step]:
    """Ask with arrays that refuse NumPy's functions."""
    return [
        Make("X", X, "strict"),
        Make("params", _params(weights), "strict"),
        Call("predict_logits", (Ref("X"), Ref("params"), list(names))),
    ]


def _logits_kept(X: FloatArray, weights: Weights, *names: str) -> list[Step]:
    looks: list[Step] = [Look(Ref("X")), Look(Ref("params"))]
    ask = Call("predict_logits", (Ref("X"), Ref("params"), list(names)))
    return [Make("X", X), Make("params", _params(weights)), ask, *looks, Write(Ref("result"), 9.0), *looks]


def _many(rng: np.random.Generator, m: int) -> tuple[Any, ...]:
    return rng.normal(size=(m, 3)), _params(drawn(rng, DEEP)), ["relu", "tanh", "softmax"]


DEVICE = Exercise(
    id="to_device",
    alias="L13-E5",
    points=3,
    reference=(arrays.to_device, capstone.predict_logits),
    needs=(get_array_module, dense_forward),
    signature="to_device(tree, xp), predict_logits(X, params, activations)",
    cases=(
        *twice(
            "tree",
            Text("`to_device`: a tree, moved to NumPy", "`to_device`：把一棵树移到 NumPy"),
            lambda rng: _moved({"W": np.array([[1.0, 2.0, 3.0]]), "n": [1, None, "a"]}, "numpy"),
            lambda rng: _moved(_tree(rng), "numpy"),
            weight=1.0,
        ),
        *twice(
            "tree_on_device",
            Text("`to_device`: parameters, moved to another array module", "`to_device`：把参数移到另一个数组模块"),
            lambda rng: [
                *_moved({"W": np.array([[1.0, 2.0]]), "n": [np.array([3, 4]), 5]}, "strict_xp"),
                *_moved(_params(BY_HAND), "strict_xp"),
            ],
            lambda rng: _moved(_tree(rng), "strict_xp"),
            weight=1.5,
        ),
        *twice(
            "bare",
            Text(
                "`to_device`: a tree of one array, one number, nothing",
                "`to_device`：只有一个数组、一个数，或什么也没有",
            ),
            lambda rng: [*_moved(np.array([1.5, 2.5]), "strict_xp"), *_moved(2, "strict_xp"), *_moved([], "numpy")],
            lambda rng: [
                *_moved(rng.integers(0, 9, (2, 3)).astype(np.float32), "strict_xp"),
                *_moved(0.5, "strict_xp"),
                *_moved({}, "strict_xp"),
                *_moved("text", "numpy"),
            ],
            weight=0.5,
            group=Group.EDGE,
        ),
        *twice(
            "tree_kept",
            Text(
                "`to_device`: the tree stays as it is, and the result is a copy",
                "`to_device`：原来的树保持原样，结果是副本",
            ),
            lambda rng: [*_kept("strict_xp"), *_kept("numpy")],
            lambda rng: [*_kept("numpy"), *_kept("strict_xp")],
            weight=0.75,
            group=Group.PURITY,
        ),
        *twice(
            "logits",
            Text("`predict_logits`: a ReLU network", "`predict_logits`：ReLU 网络"),
            lambda rng: _logits(SAMPLES, BY_HAND, "relu", "softmax"),
            lambda rng: _random(rng, 6, "relu", "relu", "softmax"),
            weight=1.5,
        ),
        *twice(
            "tanh",
            Text("`predict_logits`: hidden layers with tanh", "`predict_logits`：用 tanh 的隐藏层"),
            lambda rng: _logits(SAMPLES, BY_HAND, "tanh", "softmax"),
            lambda rng: [*_random(rng, 5, "tanh", "relu", "softmax"), *_random(rng, 4, "relu", "tanh", "softmax")],
            weight=1.0,
        ),
        *twice(
            "on_device",
            Text(
                "`predict_logits`: arrays that refuse NumPy's functions, as those on a GPU do",
                "`predict_logits`：数组与 GPU 上的一样，不接受 NumPy 的函数",
            ),
            lambda rng: [
                *_on_device(SAMPLES, BY_HAND, "relu", "softmax"),
                *_on_device(SAMPLES, BY_HAND, "tanh", "softmax"),
            ],
            lambda rng: [
                *_on_device(rng.normal(size=(5, 3)), drawn(rng, DEEP), "relu", "tanh", "softmax"),
                *_on_device(rng.normal(size=(4, 3)), drawn(rng, DEEP), "tanh", "relu", "linear"),
            ],
            weight=2.0,
        ),
        *twice(
            "one_layer",
            Text("`predict_logits`: one layer, one sample", "`predict_logits`：一层，一个样本"),
            lambda rng: _logits(SAMPLES[:1], BY_HAND[:1], "softmax"),
            lambda rng: _logits(rng.normal(size=(1, 5)), drawn(rng, (5, 3)), "softmax"),
            weight=0.5,
            group=Group.SHAPE,
        ),
        *twice(
            "arguments",
            STAYS,
            lambda rng: _logits_kept(SAMPLES, BY_HAND, "relu", "softmax"),
            lambda rng: _logits_kept(rng.normal(size=(4, 3)), drawn(rng, DEEP), "tanh", "relu", "softmax"),
            weight=0.5,
            group=Group.PURITY,
        ),
        no_sample_loop("loop", NO_LOOP, "predict_logits", _many, weight=0.5, public=True),
        no_sample_loop("loop_again", NO_LOOP, "predict_logits", _many, weight=0.5),
        *twice(
            "empty",
            NO_SAMPLES,
            lambda rng: _logits(np.zeros((0, 2)), BY_HAND, "relu", "softmax"),
            lambda rng: _logits(np.zeros((0, 3)), drawn(rng, DEEP), "tanh", "relu", "softmax"),
            weight=0.25,
            group=Group.EMPTY,
        ),
    ),
    misconceptions=wrong_device.DEVICE,
    hints=hints.DEVICE,
)
