"""Lesson 7: wrong beginnings of the backward pass, and the sentence that names each mistake."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from deeplearn_ref.activations import as_floating
from deeplearn_ref.backprop import bce_sigmoid_backward, mse_backward, softmax_ce_backward
from deeplearn_ref.losses import one_hot
from lessonkit.language import Text

Rule = Callable[..., Any]

# mse_backward ---------------------------------------------------------------------------------------------


def _mse(factor: Callable[[int, int], float]) -> Callable[..., Any]:
    """Return a gradient ``factor(m, k) (p - y)``."""

    def variant(y_true: Any, y_pred: Any) -> Any:
        mse_backward(y_true, y_pred)  # raises what the right one raises
        return (as_floating(y_pred) - as_floating(y_true)) * factor(len(y_pred), y_pred.shape[1])

    return variant


def _mse_broadcast(y_true: Any, y_pred: Any) -> Any:
    error = as_floating(y_pred) - as_floating(y_true)
    if not error.size:
        raise ValueError("empty")
    return error * (2 / error.size)


def _mse_integers(y_true: Any, y_pred: Any) -> Any:
    mse_backward(y_true, y_pred)
    return 2 * (y_pred - y_true) / y_pred.size


def _mse_in_place(y_true: Any, y_pred: Any) -> Any:
    right = mse_backward(y_true, y_pred)
    if y_pred.dtype.kind != "f":
        return right
    y_pred[...] = right
    return y_pred


def _mse_squares(y_true: Any, y_pred: Any) -> Any:
    mse_backward(y_true, y_pred)
    return (as_floating(y_pred) - as_floating(y_true)) ** 2 / y_pred.size


MSE = (
    Misconception(
        "divided_by_m_only",
        _mse(lambda m, k: 2 / m),
        Text(
            "You divide by m only. `mse` is the mean over all m·k entries: how often does one of them count?",
            "你只除以了 m。`mse` 是全部 m·k 个元素的平均：其中一个元素占多大份额？",
        ),
    ),
    Misconception(
        "half_convention",
        _mse(lambda m, k: 1 / (m * k)),
        Text(
            "The 2 of the square is missing. It vanishes only where the loss has a ½ in front; `mse` has none.",
            "少了平方带来的 2。只有损失前面有 ½ 时它才会消失，而 `mse` 前面没有。",
        ),
    ),
    Misconception(
        "half_and_divided_by_m",
        _mse(lambda m, k: 1 / m),
        Text(
            "(p − y)/m is the formula for one output and a ½ in front of the square. Here neither holds.",
            "(p − y)/m 这个公式只适用于一个输出、平方前面有 ½ 的情形。这里两条都不成立。",
        ),
    ),
    Misconception(
        "not_divided",
        _mse(lambda m, k: 2.0),
        Text(
            "This is the gradient of the sum of squares. The loss is their mean: where is the division?",
            "这是平方和的梯度。损失是平方的平均：除法到哪里去了？",
        ),
    ),
    Misconception(
        "divided_by_k_only",
        _mse(lambda m, k: 2 / k),
        Text(
            "You divide by the number of outputs only. The mean runs over the samples as well.",
            "你只除以了输出的个数。平均也要对样本做。",
        ),
    ),
    Misconception(
        "sign",
        _mse(lambda m, k: -2 / (m * k)),
        Text(
            "The sign is wrong: a prediction that is too high must get a positive gradient.",
            "符号反了：预测得太高时，梯度应当为正。",
        ),
    ),
    Misconception(
        "broadcast",
        _mse_broadcast,
        Text(
            "Arrays of different shapes are broadcast without a word: (m,) with (m, 1) becomes (m, m). "
            "Compare the two shapes first.",
            "形状不同的数组悄悄广播了：(m,) 与 (m, 1) 会变成 (m, m)。先比较两个形状。",
        ),
    ),
    Misconception(
        "unsigned",
        _mse_integers,
        Text(
            "With unsigned integers a difference below 0 wraps around to a huge number. Turn them into floats first.",
            "无符号整数的差小于 0 时，会绕回成一个很大的数。先把它们变成浮点数。",
        ),
    ),
    Misconception(
        "in_place",
        _mse_in_place,
        Text(
            "You compute inside y_pred: afterwards the caller's array holds other numbers.",
            "你直接在 y_pred 里计算：之后调用者的数组里就是别的数了。",
        ),
    ),
    Misconception(
        "difference_only",
        _mse(lambda m, k: 1.0),
        Text(
            "This is only the difference p − y. The 2 of the square and the division of the mean are missing.",
            "这只是差 p − y。少了平方带来的 2，也少了平均的除法。",
        ),
    ),
    Misconception(
        "squares",
        _mse_squares,
        Text(
            "You return the squares, which are parts of the loss. The slope of (p − y)² is 2(p − y).",
            "你返回的是平方，那是损失的组成部分。(p − y)² 的斜率是 2(p − y)。",
        ),
    ),
)

# bce_sigmoid_backward -------------------------------------------------------------------------------------


def _bce(rule: Callable[[Any, Any, int], Any]) -> Callable[..., Any]:
    """Return a gradient ``rule(y, p, m)``."""

    def variant(y: Any, p: Any) -> Any:
        bce_sigmoid_backward(y, p)
        with np.errstate(all="ignore"):
            return rule(as_floating(y), as_floating(p), len(p))

    return variant


def _bce_broadcast(y: Any, p: Any) -> Any:
    if not p.size:
        raise ValueError("empty")
    return (as_floating(p) - as_floating(y)) / len(p)


def _bce_in_place(y: Any, p: Any) -> Any:
    p[...] = bce_sigmoid_backward(y, p)
    return p


BCE = (
    Misconception(
        "no_mean",
        _bce(lambda y, p, m: p - y),
        Text(
            "The 1/m is missing. This is where it lives: everything behind only sums.",
            "少了 1/m。它就该在这里：再往后的每一步都只求和。",
        ),
    ),
    Misconception(
        "sign",
        _bce(lambda y, p, m: (y - p) / m),
        Text(
            "The sign is wrong: where p is above the label, the gradient is positive.",
            "符号反了：p 比标签大的地方，梯度应当为正。",
        ),
    ),
    Misconception(
        "times_the_slope",
        _bce(lambda y, p, m: (p - y) * p * (1 - p) / m),
        Text(
            "You multiply by the slope of the sigmoid, p(1 − p), as with the squared error. Here it has cancelled "
            "against the denominator of the logarithm's derivative.",
            "你乘了 sigmoid 的斜率 p(1 − p)，这是平方误差的做法。这里它已经与对数求导得到的分母约掉了。",
        ),
    ),
    Misconception(
        "by_p",
        _bce(lambda y, p, m: (p - y) / (p * (1 - p)) / m),
        Text(
            "This is the gradient with respect to p. We ask for the one at z, one step back, before the sigmoid.",
            "这是对 p 的梯度。题目要的是对 z 的，也就是再往回一步，到 sigmoid 之前。",
        ),
    ),
    Misconception(
        "broadcast",
        _bce_broadcast,
        Text(
            "Labels (m,) with probabilities (m, 1) become (m, m) without a word. Compare the two shapes first.",
            "标签 (m,) 与概率 (m, 1) 会悄悄变成 (m, m)。先比较两个形状。",
        ),
    ),
    Misconception(
        "any_equal_shapes",
        lambda y, p: (
            _bce_broadcast(y, p) if y.shape == p.shape else bce_sigmoid_backward(y, p)  # only the shapes are compared
        ),
        Text(
            "The shapes agree, but that is not all: one output a sample means (m, 1), and nothing else.",
            "两个形状相同，但这还不够：每个样本一个输出，形状就只能是 (m, 1)。",
        ),
    ),
    Misconception(
        "in_place",
        _bce_in_place,
        Text(
            "You compute inside p: afterwards the caller's array holds other numbers.",
            "你直接在 p 里计算：之后调用者的数组里就是别的数了。",
        ),
    ),
    Misconception(
        "without_brackets",
        _bce(lambda y, p, m: p - y / m),
        Text(
            "Only the labels are divided by m. Put the difference in brackets.",
            "只有标签除以了 m。要给整个差加上括号。",
        ),
    ),
    Misconception(
        "two_of_a_square",
        _bce(lambda y, p, m: 2 * (p - y) / m),
        Text(
            "There is a 2 too many. It belongs to the squared error; cross-entropy has no square.",
            "多了一个 2。它属于平方误差，而交叉熵里没有平方。",
        ),
    ),
)

# softmax_ce_backward --------------------------------------------------------------------------------------


def _softmax(rule: Callable[[Any, Any, Any], Any]) -> Callable[..., Any]:
    """Return a gradient ``rule(labels, one-hot labels, P)``."""

    def variant(labels: Any, P: Any) -> Any:
        softmax_ce_backward(labels, P)
        return rule(labels, one_hot(labels, P.shape[1]), as_floating(P))

    return variant


def _whole_columns(labels: Any, Y: Any, P: Any) -> Any:
    dZ = P.copy()
    dZ[:, labels] -= 1
    return dZ / len(P)


def _softmax_in_place(labels: Any, P: Any) -> Any:
    P[...] = softmax_ce_backward(labels, P)
    return P


def _from_the_end(labels: Any, P: Any) -> Any:
    if P.ndim != 2 or labels.shape != P.shape[:1] or not P.size:
        raise ValueError("shapes")
    if labels.max() >= P.shape[1]:
        raise IndexError("no such class")
    return softmax_ce_backward(np.asarray(labels, dtype=int) % P.shape[1], P)


SOFTMAX = (
    Misconception(
        "no_mean",
        _softmax(lambda labels, Y, P: P - Y),
        Text(
            "The 1/m is missing. This is where it lives: everything behind only sums.",
            "少了 1/m。它就该在这里：再往后的每一步都只求和。",
        ),
    ),
    Misconception(
        "sign",
        _softmax(lambda labels, Y, P: (Y - P) / len(P)),
        Text(
            "The sign is wrong: only the true class has a negative gradient.",
            "符号反了：只有真实类别的梯度是负的。",
        ),
    ),
    Misconception(
        "divided_by_classes",
        _softmax(lambda labels, Y, P: (P - Y) / P.shape[1]),
        Text(
            "You divide by the number of classes. The mean runs over the samples.",
            "你除以的是类别数。平均是对样本做的。",
        ),
    ),
    Misconception(
        "divided_by_all",
        _softmax(lambda labels, Y, P: (P - Y) / P.size),
        Text(
            "You divide by the number of all entries. The mean runs over the samples only: a sample has one loss, "
            "however many classes there are.",
            "你除以的是全部元素的个数。平均只对样本做：不管有多少类别，一个样本只有一个损失。",
        ),
    ),
    Misconception(
        "slope_of_a_sigmoid",
        _softmax(lambda labels, Y, P: P * (1 - P) / len(P)),
        Text(
            "P(1 − P) is the diagonal of the softmax's Jacobian, without a label in it. The loss, and the other "
            "entries of the Jacobian, are missing.",
            "P(1 − P) 是 softmax 雅可比矩阵的对角线，里面没有标签。少了损失，也少了雅可比矩阵的其他元素。",
        ),
    ),
    Misconception(
        "whole_columns",
        _softmax(_whole_columns),
        Text(
            "The 1 is taken off whole columns (axis 1): every sample loses it at the labels of all others, too. "
            "Each row (axis 0) has one place of its own.",
            "1 是从整列（column，轴 1）里减掉的：每个样本在其他样本的标签处也被减了。"
            "每一行（row，轴 0）只该减自己的那一处。",
        ),
    ),
    Misconception(
        "in_place",
        _softmax_in_place,
        Text(
            "You compute inside P: afterwards the probabilities of the forward pass are gone. Take a copy.",
            "你直接在 P 里计算：之后前向传播得到的概率就没有了。先做一个副本。",
        ),
    ),
    Misconception(
        "labels_unchecked",
        _from_the_end,
        Text(
            "A label that is no class goes through: −1 counts from the end without a word. Check the range first.",
            "不属于任何类别的标签没有拦住：−1 会悄悄从末尾数起。先检查范围。",
        ),
    ),
    Misconception(
        "without_brackets",
        _softmax(lambda labels, Y, P: P - Y / len(P)),
        Text(
            "Only the labels are divided by m. Put the difference in brackets.",
            "只有标签除以了 m。要给整个差加上括号。",
        ),
    ),
    Misconception(
        "true_class_only",
        _softmax(lambda labels, Y, P: Y * (P - 1) / len(P)),
        Text(
            "Only the true class gets a gradient. Every logit is used by every probability: the others are "
            "pushed down by P.",
            "只有真实类别得到了梯度。每个 logit 都用在每个概率里：其他类别要按 P 往下压。",
        ),
    ),
    Misconception(
        "one_off_everywhere",
        _softmax(lambda labels, Y, P: (P - 1) / len(P)),
        Text(
            "You take 1 off every entry. Only the entry of the label loses it.",
            "你从每个元素里都减了 1。只有标签那一处才减。",
        ),
    ),
    Misconception(
        "by_P",
        _softmax(lambda labels, Y, P: -Y / P / len(P)),
        Text(
            "This is the gradient with respect to P. We ask for the one at the logits, one step further back, "
            "before the softmax.",
            "这是对 P 的梯度。题目要的是对各个 logit 的，也就是再往回一步，到 softmax 之前。",
        ),
    ),
    Misconception(
        "labels_as_numbers",
        _softmax(lambda labels, Y, P: (P - labels[:, None]) / len(P)),
        Text(
            "You subtract the number of the class. A label says where the 1 stands: make it one-hot first.",
            "你减去的是类别的编号。标签只说明 1 在哪里：先做独热编码。",
        ),
    ),
)
