"""Lesson 12: wrong ways to choose a model, and the sentence that names each mistake."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref import early_stopping as ref
from lessonkit.language import Text


def _by(score: Callable[[Any], float], *, last: bool = False) -> Callable[..., Any]:
    """Return a choice by the smallest score among the models with a validation loss."""

    def variant(results: Any) -> Any:
        ref.select_model(results)
        there = [result for result in results if not math.isnan(result["val_loss"])]
        return min(there[::-1] if last else there, key=score)["name"]

    return variant


def _first_by_name(results: Any) -> Any:
    ref.select_model(results)
    return min((result["val_loss"], result["name"]) for result in results if not math.isnan(result["val_loss"]))[1]


def _with_nan(results: Any) -> Any:
    ref.select_model(results)
    return min(results, key=lambda result: result["val_loss"])["name"]


def _argmin(results: Any) -> Any:
    ref.select_model(results)
    return results[int(np.argmin([result["val_loss"] for result in results]))]["name"]


def _whole(results: Any) -> Any:
    name = ref.select_model(results)
    return next(result for result in results if result["name"] == name)


def _place(results: Any) -> Any:
    return [result["name"] for result in results].index(ref.select_model(results))


def _sorted(results: Any) -> Any:
    name = ref.select_model(results)
    results.sort(key=lambda result: math.inf if math.isnan(result["val_loss"]) else result["val_loss"])
    return name


def _none(results: Any) -> Any:
    there = [result for result in results if not math.isnan(result["val_loss"])]
    return ref.select_model(there) if there else None


SELECT = (
    Misconception(
        "by_test",
        _by(lambda result: result["test_loss"]),
        Text(
            "The model is chosen by its test loss. Then the test set has taken part in the choice and can't say any "
            "more how good the chosen one is on new data.",
            "模型是按测试损失选的。这样测试集就参与了选择，再也不能说明选中的模型在新数据上有多好。",
        ),
    ),
    Misconception(
        "by_training",
        _by(lambda result: result["train_loss"]),
        Text(
            "The model is chosen by its training loss. The smallest one belongs to the model that knows the "
            "training set best by heart.",
            "模型是按训练损失选的。训练损失最小的，是把训练集背得最熟的那个。",
        ),
    ),
    Misconception(
        "by_all_sets",
        _by(lambda result: result["train_loss"] + result["val_loss"] + result["test_loss"]),
        Text(
            "The choice is made by a sum of losses. Only one of the three sets is there to choose: its loss decides.",
            "你是按几个损失之和选的。三个集合里只有一个是用来作选择的：由它的损失单独决定。",
        ),
    ),
    Misconception(
        "by_gap",
        _by(lambda result: abs(result["val_loss"] - result["train_loss"])),
        Text(
            "The model with the smallest gap between training and validation loss is chosen. A bad model may have no "
            "gap at all; what counts is the loss on data it was not trained on.",
            "你选的是训练损失与验证损失差距最小的模型。很差的模型也可能毫无差距；要看的是它在没有训练过的数据上的损失。",
        ),
    ),
    Misconception(
        "largest",
        _by(lambda result: -result["val_loss"]),
        Text(
            "The model with the largest validation loss is chosen. The smaller a loss, the better.",
            "你选的是验证损失最大的模型。损失越小越好。",
        ),
    ),
    Misconception(
        "last_of_equal",
        _by(lambda result: result["val_loss"], last=True),
        Text(
            "Of equal validation losses you take the last one. The earlier model keeps its place.",
            "验证损失相等时，你取的是最后一个。应当保留靠前的模型。",
        ),
    ),
    Misconception(
        "first_by_name",
        _first_by_name,
        Text(
            "Of equal validation losses you take the name that comes first in the alphabet: where the first entries of "
            "two tuples are equal, the second ones decide. Take the model that stands earlier in the list.",
            "验证损失相等时，你取的是按字母顺序靠前的名称：元组的第一项相等，就比较第二项。应当取列表里靠前的模型。",
        ),
    ),
    Misconception(
        "nan_chosen",
        _argmin,
        Text(
            "A model whose validation loss is nan is chosen: `np.argmin` returns the place of the first nan. Leave "
            "such models out.",
            "验证损失为 nan 的模型被选中了：`np.argmin` 遇到 nan，返回的是第一个 nan 的位置。要先把这样的模型排除。",
        ),
    ),
    Misconception(
        "nan_stays_first",
        _with_nan,
        Text(
            "A model whose validation loss is nan is chosen: nothing is smaller than nan, so it keeps its place "
            "once it is first. Leave such models out.",
            "验证损失为 nan 的模型被选中了：没有哪个数小于 nan，它一旦排在最前，就不会被换掉。要先把这样的模型排除。",
        ),
    ),
    Misconception(
        "the_whole_entry",
        _whole,
        Text(
            "You return the whole dictionary of the chosen model; it should be its name alone.",
            "你返回的是选中模型的整个字典。要的只是它的名称。",
        ),
    ),
    Misconception(
        "the_place",
        _place,
        Text(
            "You return where the chosen model stands in the list; it should be its name.",
            "你返回的是选中的模型在列表中的位置。要的是它的名称。",
        ),
    ),
    Misconception(
        "sorts_the_list",
        _sorted,
        Text(
            "The list that was given is sorted in place. Its order belongs to the caller.",
            "传入的列表被原地排序了。列表的次序由调用者决定，不应当改动。",
        ),
    ),
    Misconception(
        "none_for_nothing",
        _none,
        Text(
            "Where no model has a validation loss that is a number, the answer must be a `ValueError`, not `None`.",
            "如果没有一个模型的验证损失是数，应当抛出 `ValueError`，而不是返回 `None`。",
        ),
    ),
)
