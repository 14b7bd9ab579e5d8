"""Lesson 10: wrong ways to clip gradients, and the sentence that names each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from autograder.checking.compare import FLOAT32, compare
from autograder.exercises.backprop.precision import OFF
from autograder.sandbox.steps import Call, Record, Step
from deeplearn_ref.optimizers import clip_by_global_norm
from lessonkit.language import Text

__all__ = ["CLIP", "OFF", "same_numbers"]

Grads = list[dict[str, Any]]


def _double(grads: Grads) -> Grads:
    return [{name: array.astype(np.float64) for name, array in layer.items()} for layer in grads]


def same_numbers(steps: list[Step], records: list[Record]) -> float:
    """Say whether all calls give the right numbers, whatever the type of their arrays."""
    for step, record in zip(steps, records, strict=True):
        if isinstance(step, Call):
            asked = clip_by_global_norm(_double(step.args[0]), step.args[1])
            if record.kind != "value" or compare(record.value, asked, FLOAT32) is not None:
                return 0.0
    return 1.0


def _size(arrays: Any) -> float:
    return float(np.sqrt(sum(float(np.sum(np.square(array, dtype=np.float64))) for array in arrays)))


def _factor(norm: float, limit: float) -> float:
    return limit / norm if norm > limit else 1.0


def _map(grads: Grads, function: Callable[[Any], Any]) -> Grads:
    return [{name: function(array) for name, array in layer.items()} for layer in grads]


def _arrays(grads: Grads) -> list[Any]:
    return [array for layer in grads for array in layer.values()]


def _by(
    norm: Callable[[Grads], float] = lambda grads: _size(_arrays(grads)),
    factor: Callable[[float, float], float] = _factor,
) -> Callable[..., Any]:
    """Return a clipping with another norm, or another factor."""

    def variant(grads: Grads, max_norm: float) -> Any:
        clip_by_global_norm(grads, max_norm)  # raises what the right one raises
        found = norm(grads)
        scale = factor(found, max_norm)
        return _map(grads, lambda array: array * scale), found

    return variant


def _each(grads: Grads, max_norm: float) -> Any:
    _, norm = clip_by_global_norm(grads, max_norm)
    return _map(grads, lambda array: array * _factor(_size([array]), max_norm)), norm


def _each_layer(grads: Grads, max_norm: float) -> Any:
    _, norm = clip_by_global_norm(grads, max_norm)
    scales = [_factor(_size(layer.values()), max_norm) for layer in grads]
    return [{n: a * scale for n, a in layer.items()} for layer, scale in zip(grads, scales, strict=True)], norm


def _entries(grads: Grads, max_norm: float) -> Any:
    _, norm = clip_by_global_norm(grads, max_norm)
    return _map(grads, lambda array: np.clip(array * 1.0, -max_norm, max_norm)), norm


def _norm_after(grads: Grads, max_norm: float) -> Any:
    clipped, norm = clip_by_global_norm(grads, max_norm)
    return clipped, min(norm, float(max_norm))


def _only_weights_scaled(grads: Grads, max_norm: float) -> Any:
    clipped, norm = clip_by_global_norm(grads, max_norm)
    return [{"W": new["W"], "b": old["b"] * 1.0} for new, old in zip(clipped, grads, strict=True)], norm


def _same_when_below(grads: Grads, max_norm: float) -> Any:
    clipped, norm = clip_by_global_norm(grads, max_norm)
    return (clipped if norm > max_norm else grads), norm


def _new_list_old_arrays(grads: Grads, max_norm: float) -> Any:
    clipped, norm = clip_by_global_norm(grads, max_norm)
    return (clipped if norm > max_norm else [dict(layer) for layer in grads]), norm


def _in_place(grads: Grads, max_norm: float) -> Any:
    _, norm = clip_by_global_norm(grads, max_norm)
    if norm > max_norm:
        for array in _arrays(grads):
            array *= max_norm / norm
    return grads, norm


def _any_limit(grads: Grads, max_norm: float) -> Any:
    if max_norm > 0:
        return clip_by_global_norm(grads, max_norm)
    norm = _size(_arrays(grads))
    return _map(grads, lambda array: array * _factor(norm, max_norm)), norm


def _clipped_alone(grads: Grads, max_norm: float) -> Any:
    return clip_by_global_norm(grads, max_norm)[0]


CLIP = (
    Misconception(
        "each_array",
        _each,
        Text(
            "Your gradient clipping takes every array's own norm, so "
            "they are scaled differently and the direction changes. There is one norm over all arrays, and one factor.",
            "你的梯度裁剪用的是每个数组自己的范数，各数组的缩放比例就不同，方向也变了。"
            "所有数组合起来只有一个范数、一个因子。",
        ),
    ),
    Misconception(
        "each_layer",
        _each_layer,
        Text(
            "Your gradient clipping takes every layer's own norm. There is one norm over all layers, and one factor.",
            "你的梯度裁剪用的是每一层自己的范数。所有层合起来只有一个范数、一个因子。",
        ),
    ),
    Misconception(
        "each_entry",
        _entries,
        Text(
            "You cut every single entry at the limit, which turns the direction. Scale all entries by one factor.",
            "你把每个元素各自截断在上限处，方向就变了。应当用同一个因子缩放所有元素。",
        ),
    ),
    Misconception(
        "only_weights",
        _by(lambda grads: _size([layer["W"] for layer in grads])),
        Text(
            "Your norm leaves out the biases. All arrays of all layers belong to it.",
            "你的范数漏了偏置。每一层的每个数组都要算进去。",
        ),
    ),
    Misconception(
        "biases_not_scaled",
        _only_weights_scaled,
        Text(
            "You scale the weights, but not the biases. The factor is for all arrays.",
            "你缩放了权重，没有缩放偏置。所有数组都要乘这个因子。",
        ),
    ),
    Misconception(
        "first_layer",
        _by(lambda grads: _size(grads[0].values())),
        Text(
            "Your norm is that of the first layer alone. Perhaps your loop returns too early?",
            "你的范数只算了第一层。是不是循环里返回得太早？",
        ),
    ),
    Misconception(
        "last_layer",
        _by(lambda grads: _size(grads[-1].values())),
        Text(
            "Your norm is that of the last layer alone. Perhaps your sum starts anew with every layer?",
            "你的范数只算了最后一层。是不是每到一层，和又从头算起了？",
        ),
    ),
    Misconception(
        "sum_of_norms",
        _by(lambda grads: sum(_size([array]) for array in _arrays(grads))),
        Text(
            "You add up the norms of the arrays. Add up their squares, and take the root once, at the end.",
            "你把各数组的范数加了起来。应当把平方加起来，最后开一次根号。",
        ),
    ),
    Misconception(
        "sum_of_layer_norms",
        _by(lambda grads: sum(_size(layer.values()) for layer in grads)),
        Text(
            "You add up the norms of the layers. Add up all squares, and take the root once, at the end.",
            "你把各层的范数加了起来。应当把所有平方加起来，最后开一次根号。",
        ),
    ),
    Misconception(
        "squared_norm",
        _by(lambda grads: _size(_arrays(grads)) ** 2),
        Text(
            "Your norm is the sum of all squares. The root is missing.",
            "你的范数是所有平方之和，少了开根号。",
        ),
    ),
    Misconception(
        "sizes_added",
        _by(lambda grads: float(sum(np.sum(np.abs(array)) for array in _arrays(grads)))),
        Text(
            "You add up the sizes of all entries. The norm is the root of the sum of their squares.",
            "你把所有元素的绝对值加了起来。范数是平方和的平方根。",
        ),
    ),
    Misconception(
        "largest_entry",
        _by(lambda grads: float(max(np.max(np.abs(array)) for array in _arrays(grads)))),
        Text(
            "You take the largest entry for the norm. The norm is the root of the sum of all squares.",
            "你把最大的元素当成了范数。范数是所有平方之和的平方根。",
        ),
    ),
    Misconception(
        "norm_after",
        _norm_after,
        Text(
            "You return the norm after clipping. We ask for the one before: it tells how wild the gradients were.",
            "你返回的是裁剪之后的范数。题目要的是裁剪之前的：它说明梯度原来有多大。",
        ),
    ),
    Misconception(
        "always_scaled",
        _by(factor=lambda norm, limit: limit / norm if norm else 1.0),
        Text(
            "You also scale gradients that are below the limit, and make them larger. Those stay as they are.",
            "没有超过上限的梯度，你也缩放了，反而变大了。它们应当保持原样。",
        ),
    ),
    Misconception(
        "unit_norm",
        _by(factor=lambda norm, limit: 1 / norm if norm > limit else 1.0),
        Text(
            "You scale to the norm 1. The limit is `max_norm`.",
            "你缩放到了范数 1。上限是 `max_norm`。",
        ),
    ),
    Misconception(
        "factor_inverted",
        _by(factor=lambda norm, limit: norm / limit if norm > limit else 1.0),
        Text(
            "Your factor is upside down: it makes gradients above the limit larger still.",
            "你的因子上下颠倒了：超过上限的梯度反而更大了。",
        ),
    ),
    Misconception(
        "limits_swapped",
        _by(factor=lambda norm, limit: limit / norm if 0 < norm < limit else 1.0),
        Text(
            "You scale where the norm is below the limit, and leave alone what is above it.",
            "范数没有超过上限时你缩放了，超过时反而没有动。",
        ),
    ),
    Misconception(
        "clipped_alone",
        _clipped_alone,
        Text(
            "Two things are asked: the clipped gradients, and the norm before clipping.",
            "要返回两样东西：裁剪后的梯度，以及裁剪之前的范数。",
        ),
    ),
    Misconception(
        "same_when_below",
        _same_when_below,
        Text(
            "Below the limit you hand back the gradients that you were given: whoever writes into the result changes "
            "them. Return copies.",
            "没有超过上限时，你交回的就是传进来的那些梯度：谁往结果里写，就改动了它们。要返回副本。",
        ),
    ),
    Misconception(
        "in_place",
        _in_place,
        Text(
            "You scale the caller's gradients in place. Build new arrays.",
            "你原地缩放了调用者的梯度。要新建数组。",
        ),
    ),
    Misconception(
        "any_limit",
        _any_limit,
        Text(
            "A limit that is not positive goes through: such a factor deletes the gradients, or turns them around. "
            "It is a `ValueError`.",
            "不是正数的上限没有拦住：这样的因子会把梯度抹掉，甚至反过来。应当抛出 `ValueError`。",
        ),
    ),
)
