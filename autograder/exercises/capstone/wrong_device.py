"""Lesson 13: wrong ways to another device, and the sentence that names each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.activations import softmax
from deeplearn_ref.arrays import to_device
from deeplearn_ref.backend import get_array_module
from deeplearn_ref.capstone import predict_logits
from deeplearn_ref.layers import dense_forward
from lessonkit.language import Text

Pair = tuple[Callable[..., Any], ...]


def _each(tree: Any, xp: Any, move: Any) -> Any:
    return [move(part, xp) for part in tree]


def _each_value(tree: Any, xp: Any, move: Any) -> Any:
    return {key: move(part, xp) for key, part in tree.items()}


def moving(
    *,
    array: Callable[[Any, Any], Any] = lambda one, xp: xp.array(one),
    listed: Callable[[Any, Any, Any], Any] = _each,
    mapped: Callable[[Any, Any, Any], Any] = _each_value,
    leaf: Callable[[Any, Any], Any] = lambda one, xp: one,
) -> Pair:
    """Return a `to_device` with one mistake, beside the right `predict_logits`."""

    def variant(tree: Any, xp: Any) -> Any:
        if isinstance(tree, np.ndarray):
            return array(tree, xp)
        if isinstance(tree, list):
            return listed(tree, xp, variant)
        if isinstance(tree, dict):
            return mapped(tree, xp, variant)
        return leaf(tree, xp)

    variant.__name__ = "to_device"
    return variant, predict_logits


def passing(
    *,
    module: Callable[[Any], Any] = get_array_module,
    hidden: Callable[[Any, str, Any], Any] = lambda Z, name, xp: xp.maximum(Z, 0) if name == "relu" else xp.tanh(Z),
    last: Callable[[Any, Any], Any] = lambda Z, xp: Z,
    biased: bool = True,
) -> Pair:
    """Return a `predict_logits` with one mistake, beside the right `to_device`."""

    def variant(X: Any, params: Any, activations: Any) -> Any:
        xp, A = module(X), X
        for layer, name in zip(params[:-1], activations, strict=False):
            A = hidden(dense_forward(A, layer["W"], layer["b"] if biased else 0 * layer["b"]), name, xp)
        b = params[-1]["b"]
        return last(dense_forward(A, params[-1]["W"], b if biased else 0 * b), xp)

    variant.__name__ = "predict_logits"
    return to_device, variant


def _in_place(tree: Any, xp: Any, move: Any) -> Any:
    for key in tree:
        tree[key] = move(tree[key], xp)
    return tree


def _as_array(tree: Any, xp: Any, move: Any) -> Any:
    if any(isinstance(part, list | dict | str) or part is None for part in tree):
        return [move(part, xp) for part in tree]
    parts = [np.asarray(part) for part in tree]
    return xp.array(np.array(parts)) if len({part.shape for part in parts}) < 2 else [xp.array(part) for part in parts]


def _number_moved(one: Any, xp: Any) -> Any:
    return one if one is None or isinstance(one, str) else xp.array(np.asarray(one))


def _softmax(Z: Any, xp: Any) -> Any:
    return softmax(Z)


def _no_view(one: Any, xp: Any) -> Any:
    return one if xp is np else xp.array(one)


DEVICE = (
    Misconception(
        "np_inside",
        passing(module=lambda X: np),
        Text(
            "`predict_logits` calls a function of NumPy. On a GPU, NumPy cannot reach the array's memory: take "
            "functions from "
            "the module that the array belongs to.",
            "`predict_logits` 里调用了 NumPy 的函数。数组在 GPU 上时，NumPy 碰不到它的内存：函数要取自数组所属的模块。",
        ),
    ),
    Misconception(
        "shared_memory",
        moving(array=_no_view),
        Text(
            "Moved to NumPy, the arrays are the given ones themselves: whoever writes into one changes the other. "
            "Copies are "
            "asked.",
            "移到 NumPy 时，得到的就是原来的数组本身：改动一个，另一个也跟着变。要的是副本。",
        ),
    ),
    Misconception(
        "lists_left",
        moving(listed=lambda tree, xp, move: list(tree)),
        Text(
            "Lists are copied as they are: the arrays inside them stay where they were.",
            "列表原样复制了：里面的数组还留在原处。",
        ),
    ),
    Misconception(
        "dicts_left",
        moving(mapped=lambda tree, xp, move: dict(tree)),
        Text(
            "Dictionaries are copied as they are: the arrays inside them stay where they were.",
            "字典原样复制了：里面的数组还留在原处。",
        ),
    ),
    Misconception(
        "lists_to_arrays",
        moving(listed=_as_array),
        Text(
            "Lists become arrays. They are to stay lists: only the arrays in them are moved.",
            "列表变成了数组。列表应当仍是列表，只移动其中的数组。",
        ),
    ),
    Misconception(
        "numbers_to_arrays",
        moving(leaf=_number_moved),
        Text(
            "Plain numbers become arrays. None, strings and numbers stay what they are.",
            "普通的数变成了数组。None、字符串和数应当保持不变。",
        ),
    ),
    Misconception(
        "tree_changed",
        moving(mapped=_in_place),
        Text(
            "The given dictionaries themselves are filled with the moved arrays. Build new ones.",
            "移动后的数组直接放进了传入的字典。应当新建字典。",
        ),
    ),
    Misconception(
        "last_activation",
        passing(last=_softmax),
        Text(
            "A softmax is applied at the end. Logits are the pre-activations of the last layer.",
            "最后多用了一次 softmax。logit 是最后一层的净输入。",
        ),
    ),
    Misconception(
        "relu_last",
        passing(last=lambda Z, xp: xp.maximum(Z, 0)),
        Text(
            "The last layer gets a ReLU like the hidden ones. Logits are its pre-activations, negative ones included.",
            "最后一层也像隐藏层一样用了 ReLU。logit 是它的净输入，可以为负。",
        ),
    ),
    Misconception(
        "always_relu",
        passing(hidden=lambda Z, name, xp: xp.maximum(Z, 0)),
        Text(
            "Every hidden layer gets a ReLU, whatever `activations` says.",
            "不管 `activations` 怎么写，每个隐藏层都用了 ReLU。",
        ),
    ),
    Misconception(
        "no_hidden_activation",
        passing(hidden=lambda Z, name, xp: Z),
        Text(
            "The hidden layers have no activation.",
            "隐藏层没有用激活函数。",
        ),
    ),
    Misconception(
        "no_biases",
        passing(biased=False),
        Text("The biases are left out.", "漏掉了偏置。"),
    ),
)
