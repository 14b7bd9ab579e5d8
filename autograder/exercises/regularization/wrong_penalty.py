"""Lesson 11: wrong L2 penalties and wrong gradients of them, and the sentence that names each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.regularization import l2_gradients, l2_penalty
from lessonkit.language import Text

Rule = Callable[..., Any]
Pair = tuple[Callable[..., Any], Callable[..., Any]]


def _two(penalty: Rule = l2_penalty, gradients: Rule = l2_gradients) -> Pair:
    """Return a pair of variants: what is not given stays right."""

    def first(params: Any, lam: float) -> Any:
        return penalty(params, lam)

    def second(grads: Any, params: Any, lam: float) -> Any:
        return gradients(grads, params, lam)

    first.__name__, second.__name__ = "l2_penalty", "l2_gradients"
    return first, second


def _wide(array: Any) -> Any:
    return np.asarray(array, dtype=np.float64)


def _penalty(rule: Rule) -> Pair:
    """Return a penalty with one mistake: ``rule(list of W, list of b, lam)``."""

    def penalty(params: Any, lam: float) -> float:
        return float(rule([_wide(p["W"]) for p in params], [_wide(p["b"]) for p in params], lam))

    return _two(penalty=penalty)


def _squares(arrays: Any) -> float:
    return sum(float((array**2).sum()) for array in arrays)


def _gradients(dW: Rule = lambda dW, W, lam: dW + lam * W, db: Rule = lambda db, b, lam: db.copy()) -> Pair:
    """Return gradients with one mistake in those of the weights or of the biases."""

    def gradients(grads: Any, params: Any, lam: float) -> Any:
        l2_gradients(grads, params, lam)  # raises what the right one raises
        return [
            {"W": dW(g["W"], p["W"], lam), "b": db(g["b"], p["b"], lam)} for g, p in zip(grads, params, strict=True)
        ]

    return _two(gradients=gradients)


def _first_only(grads: Any, params: Any, lam: float) -> Any:
    return l2_gradients(grads, params, lam)[:1]


def _last_layer_only(grads: Any, params: Any, lam: float) -> Any:
    right = l2_gradients(grads, params, lam)
    return [{key: g[key].copy() for key in ("W", "b")} for g in grads[:-1]] + right[-1:]


def _into_grads(grads: Any, params: Any, lam: float) -> Any:
    right = l2_gradients(grads, params, lam)
    for grad, layer in zip(grads, right, strict=True):
        grad["W"][...] = layer["W"]
    return grads


def _unchecked(grads: Any, params: Any, lam: float) -> Any:
    return [{"W": g["W"] + lam * p["W"], "b": g["b"].copy()} for g, p in zip(grads, params, strict=False)]


def _float32(params: Any, lam: float) -> float:
    with np.errstate(all="ignore"):
        return float(0.5 * lam * sum((layer["W"] ** 2).sum() for layer in params))


L2 = (
    Misconception(
        "no_half",
        _penalty(lambda W, b, lam: lam * _squares(W)),
        Text(
            "The penalty is twice as large as it should be: the factor ½ is missing. It is there so that the "
            "derivative of the square has no 2.",
            "惩罚大了一倍：少了因子 ½。有了它，平方求导得到的 2 正好消掉。",
        ),
    ),
    Misconception(
        "biases_penalized",
        _penalty(lambda W, b, lam: 0.5 * lam * (_squares(W) + _squares(b))),
        Text(
            "The biases are in the penalty. Only the weights are penalized.",
            "偏置也算进了惩罚。受惩罚的只有权重。",
        ),
    ),
    Misconception(
        "first_layer_only",
        _penalty(lambda W, b, lam: 0.5 * lam * _squares(W[:1])),
        Text(
            "Only the first layer is penalized. Add up all layers before you return.",
            "只惩罚了第一层。应当把所有层加起来再返回。",
        ),
    ),
    Misconception(
        "last_layer_only",
        _penalty(lambda W, b, lam: 0.5 * lam * _squares(W[-1:])),
        Text(
            "Only the last layer is penalized. Does each layer overwrite the sum of those before?",
            "只惩罚了最后一层。是不是每一层都把前面各层的和覆盖了？",
        ),
    ),
    Misconception(
        "norm_not_squared",
        _penalty(lambda W, b, lam: 0.5 * lam * sum(np.sqrt((array**2).sum()) for array in W)),
        Text(
            "You add up the norms of the weights. The penalty takes their squares.",
            "你加的是各层权重的范数。惩罚用的是范数的平方。",
        ),
    ),
    Misconception(
        "norm_of_all",
        _penalty(lambda W, b, lam: 0.5 * lam * np.sqrt(_squares(W))),
        Text(
            "You take a square root at the end. The penalty is a sum of squares.",
            "你在最后开了平方根。惩罚就是平方和本身。",
        ),
    ),
    Misconception(
        "mean_of_squares",
        _penalty(lambda W, b, lam: 0.5 * lam * sum((array**2).mean() for array in W)),
        Text(
            "You take the mean of the squares. The penalty is their sum.",
            "你取的是平方的平均。惩罚是平方之和。",
        ),
    ),
    Misconception(
        "absolute_values",
        _penalty(lambda W, b, lam: 0.5 * lam * sum(np.abs(array).sum() for array in W)),
        Text(
            "You add up absolute values: that is an L1 penalty. L2 takes squares.",
            "你加的是绝对值：那是 L1 惩罚。L2 用的是平方。",
        ),
    ),
    Misconception(
        "square_of_the_sum",
        _penalty(lambda W, b, lam: 0.5 * lam * sum(array.sum() ** 2 for array in W)),
        Text(
            "You add the weights up and square the sum, so weights of different sign cancel. Square each one first.",
            "你先把权重加起来再平方，正负就抵消了。要先逐个平方，再相加。",
        ),
    ),
    Misconception(
        "divided_by_layers",
        _penalty(lambda W, b, lam: 0.5 * lam * _squares(W) / len(W)),
        Text(
            "You divide by the number of layers. The penalty adds up all layers and divides by nothing.",
            "你除以了层数。惩罚是各层相加，什么也不除。",
        ),
    ),
    Misconception(
        "strength_left_out",
        _penalty(lambda W, b, lam: 0.5 * _squares(W)),
        Text(
            "lam has no effect on the penalty.",
            "lam 对惩罚没有起作用。",
        ),
    ),
    Misconception(
        "float32",
        _two(penalty=_float32),
        Text(
            "With weights in float32 the squares are computed in float32, and a large one overflows. Turn each "
            "array to "
            "float64 first.",
            "权重是 float32 时，你用 float32 算了平方，数一大就会溢出。先把每个数组转成 float64。",
        ),
    ),
    Misconception(
        "gradient_doubled",
        _gradients(lambda dW, W, lam: dW + 2 * lam * W),
        Text(
            "To dW you add 2λW. The ½ of the penalty meets the 2 of the square: what is left?",
            "你给 dW 加的是 2λW。惩罚里的 ½ 与平方求导得到的 2 相乘：剩下什么？",
        ),
    ),
    Misconception(
        "gradient_halved",
        _gradients(lambda dW, W, lam: dW + lam / 2 * W),
        Text(
            "To dW you add λW/2: the ½ of the penalty went along, but not the 2 of the square.",
            "你给 dW 加的是 λW/2：惩罚里的 ½ 带过来了，平方求导得到的 2 却没有。",
        ),
    ),
    Misconception(
        "biases_decay",
        _gradients(db=lambda db, b, lam: db + lam * b),
        Text(
            "You add λb to db. The biases are not in the penalty, so db stays as it is.",
            "你给 db 加了 λb。偏置不在惩罚里，db 应当保持不变。",
        ),
    ),
    Misconception(
        "weights_for_gradient",
        _gradients(lambda dW, W, lam: dW + (1 - lam) * W),
        Text(
            "You add the shrunk weights (1 − λ)W. Shrinking is what the step of gradient descent does with the result; "
            "to the gradient λW is added.",
            "你加上的是缩小之后的权重 (1 − λ)W。缩小是梯度下降那一步的结果；梯度上要加的是 λW。",
        ),
    ),
    Misconception(
        "loss_gradient_left_out",
        _gradients(lambda dW, W, lam: lam * W),
        Text(
            "Your dW is the gradient of the penalty alone. It is added to the gradient of the loss.",
            "你的 dW 只是惩罚的梯度。它应当加到损失的梯度上。",
        ),
    ),
    Misconception(
        "sign",
        _gradients(lambda dW, W, lam: dW - lam * W),
        Text(
            "You subtract λW from dW. The step of gradient descent subtracts the gradient already: here the two "
            "gradients add up.",
            "你从 dW 里减去了 λW。梯度下降迈步时已经减去梯度了：这里两个梯度要相加。",
        ),
    ),
    Misconception(
        "gradient_squared",
        _gradients(lambda dW, W, lam: dW + lam * W**2),
        Text(
            "To dW you add the squared weights. The derivative of a square is no square.",
            "你给 dW 加的是权重的平方。平方的导数不再是平方。",
        ),
    ),
    Misconception(
        "gradient_strength_left_out",
        _gradients(lambda dW, W, lam: dW + W),
        Text(
            "lam has no effect on dW: W is added as it is.",
            "lam 对 dW 没有起作用：W 原样加上去了。",
        ),
    ),
    Misconception(
        "penalty_added",
        _gradients(lambda dW, W, lam: dW + 0.5 * lam * (W**2).sum()),
        Text(
            "To every entry of dW you add the penalty itself. Each weight needs the slope of the penalty along itself.",
            "你给 dW 的每个元素都加上了惩罚本身。每个权重要的是惩罚沿自己方向的斜率。",
        ),
    ),
    Misconception(
        "gradients_of_one_layer",
        _two(gradients=_first_only),
        Text(
            "Your list ends after the first layer: is the `return` inside the loop?",
            "你的列表只有第一层：`return` 是不是写在循环里面了？",
        ),
    ),
    Misconception(
        "gradients_of_last_layer",
        _two(gradients=_last_layer_only),
        Text(
            "Only the last layer decays. λW belongs to the dW of every layer.",
            "只有最后一层在衰减。每一层的 dW 都要加上 λW。",
        ),
    ),
    Misconception(
        "biases_zero",
        _gradients(db=lambda db, b, lam: 0 * db),
        Text(
            "Your db are all 0. The penalty adds nothing to them, but the gradient of the loss is still there.",
            "你的 db 全是 0。惩罚不给它们加什么，但损失的梯度还在。",
        ),
    ),
    Misconception(
        "in_place",
        _two(gradients=_into_grads),
        Text(
            "You write into the given gradients: whoever passed them in finds other numbers afterwards. Build new "
            "arrays.",
            "你把结果写进了传入的梯度：调用者之后看到的就是别的数了。应当新建数组。",
        ),
    ),
    Misconception(
        "biases_handed_back",
        _gradients(db=lambda db, b, lam: db),
        Text(
            "You hand back the given db themselves: whoever writes into the result changes the caller's array. "
            "Return a copy.",
            "你把传入的 db 原样交了回去：谁往结果里写数，就改了调用者的数组。应当返回副本。",
        ),
    ),
    Misconception(
        "unchecked",
        _two(gradients=_unchecked),
        Text(
            "Layers that do not fit each other go through: a list is cut short, or an array is broadcast. Compare the "
            "numbers of layers and the shapes of W.",
            "不匹配的层没有拦住：列表被截短，或者数组悄悄广播了。要比较层数和 W 的形状。",
        ),
    ),
)
