"""Lesson 4, losses of several classes: wrong answers as functions, and the sentence that names each."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checking.cases import Misconception
from autograder.exercises.losses.wrong import BROADCAST, SUM, terms
from deeplearn_ref.activations import softmax
from deeplearn_ref.losses import categorical_cross_entropy, one_hot
from lessonkit.language import Text

# one_hot --------------------------------------------------------------------------------------------------


def _encoded(formula: Callable[..., Any]) -> Callable[..., Any]:
    def variant(labels: Any, n_classes: int) -> Any:
        if labels.ndim != 1 or ((labels < 0) | (labels >= n_classes)).any():
            raise ValueError("labels")
        return formula(labels.astype(np.int64), n_classes)

    return variant


ONE_HOT = (
    Misconception(
        "transposed",
        _encoded(lambda labels, n: np.eye(n)[labels].T.copy()),
        Text(
            "Your array is transposed: one sample along axis 0, one class along axis 1.",
            "你的数组转置了：轴 0 是样本，轴 1 是类别。",
        ),
    ),
    Misconception(
        "from_one",
        _encoded(lambda labels, n: np.eye(n)[labels - 1]),
        Text("You count classes from 1. Here they begin at 0.", "你从 1 开始数类别。这里从 0 开始。"),
    ),
    Misconception(
        "whole_columns",
        _encoded(lambda labels, n: np.repeat(np.isin(np.arange(n), labels)[None] * 1.0, len(labels), axis=0)),
        Text(
            "You put the 1 into every row (axis 0): `Y[:, labels]` are whole columns. Choose one entry per sample.",
            "你在每一行（row，轴 0）都写了 1：`Y[:, labels]` 是整列（column，轴 1）。每个样本只选一个元素。",
        ),
    ),
    Misconception(
        "integers",
        _encoded(lambda labels, n: np.eye(n, dtype=np.int64)[labels]),
        Text("Your array holds integers. We ask for float64.", "你的数组装的是整数。题目要 float64。"),
    ),
    Misconception(
        "classes_from_labels",
        _encoded(lambda labels, n: np.eye(labels.max() + 1 if labels.size else 0)[labels]),
        Text(
            "You take the number of classes from the labels. A class that does not occur in the batch gets no place: "
            "what is `n_classes` for?",
            "你从标签推算类别数。批量里没有出现的类别就没有位置了：`n_classes` 是做什么用的？",
        ),
    ),
    Misconception(
        "negative_indexes",
        lambda labels, n_classes: (
            np.eye(n_classes)[labels] if labels.ndim == 1 and (labels < n_classes).all() else _refuse()
        ),
        Text(
            "A label of −1 becomes the last class, silently. No class has it: raise a `ValueError`.",
            "标签 −1 悄悄变成了最后一类。没有哪一类是 −1：应当抛出 `ValueError`。",
        ),
    ),
)


def _refuse() -> Any:
    raise ValueError("labels")


# categorical_cross_entropy --------------------------------------------------------------------------------


def _cce(formula: Callable[..., Any], *, clip: bool = True, broadcast: bool = False) -> Callable[..., Any]:
    def variant(Y: Any, P: Any, eps: float = 1e-12) -> Any:
        if (Y.shape != P.shape and not broadcast) or P.ndim != 2 or P.size == 0:
            raise ValueError("shapes")
        with np.errstate(all="ignore"):
            P = P.astype(np.float64)
            return formula(Y.astype(np.float64), np.clip(P, eps, 1.0) if clip else P)

    return variant


CATEGORICAL = (
    Misconception(
        "mean_over_everything",
        _cce(lambda Y, P: float(-(Y * np.log(P)).mean())),
        Text(
            "You divide by m · K. Add over the classes (axis 1) first, then take the mean over the samples.",
            "你除以了 m · K。先对类别（轴 1）求和，再对样本取平均。",
        ),
    ),
    Misconception("sum", _cce(lambda Y, P: float(-(Y * np.log(P)).sum())), SUM),
    Misconception(
        "binary_formula",
        _cce(lambda Y, P: float(-terms(Y, np.minimum(P, 1 - 1e-12)).sum(axis=1).mean())),
        Text(
            "You use the binary formula for every class, with its term for label 0. With exclusive classes only the "
            "probability of the right one counts.",
            "你对每个类别用了二元的公式，包括标签 0 的那一项。类别互斥时，只有正确类别的概率起作用。",
        ),
    ),
    Misconception(
        "binary_mean",
        _cce(lambda Y, P: float(-terms(Y, np.minimum(P, 1 - 1e-12)).mean())),
        Text(
            "You use the binary cross-entropy, with its term for label 0 and its mean over all entries. With exclusive "
            "classes only the probability of the right one counts.",
            "你用的是二元交叉熵：多了标签 0 的那一项，还对所有元素取了平均。类别互斥时，只有正确类别的概率起作用。",
        ),
    ),
    Misconception(
        "mean_over_classes",
        _cce(lambda Y, P: float(-(Y * np.log(P)).sum(axis=0).mean())),
        Text(
            "You divide by the number of classes. Add along axis 1 and take the mean over the samples.",
            "你除以了类别数。应当沿轴 1 求和，再对样本取平均。",
        ),
    ),
    Misconception(
        "softmax_of_probabilities",
        _cce(lambda Y, P: float(-(Y * np.log(softmax(P))).sum(axis=1).mean())),
        Text(
            "You apply a softmax to P. P already holds probabilities.",
            "你对 P 又用了一次 softmax。P 里已经是概率了。",
        ),
    ),
    Misconception(
        "swapped",
        _cce(lambda Y, P: float(-(P * np.log(np.maximum(Y, 1e-12))).sum(axis=1).mean())),
        Text(
            "You take the logarithm of the labels. Which of the two arguments is predicted?",
            "你对标签取了对数。两个参数中，哪个是预测的概率？",
        ),
    ),
    Misconception(
        "largest_label_only",
        _cce(lambda Y, P: float(-np.log(P[np.arange(len(P)), Y.argmax(axis=1)]).mean())),
        Text(
            "You look up one class per sample. The labels may be probabilities themselves: then each class counts with "
            "its share.",
            "你只给每个样本取了一个类别。标签本身也可以是概率：那时每个类别都按自己的比例起作用。",
        ),
    ),
    Misconception(
        "every_label_with_every_row",
        _cce(lambda Y, P: float(-np.log(P[:, Y.argmax(axis=1)]).mean())),
        Text(
            "You pick the columns of all labels from every row (axis 0). Each sample has one label only.",
            "你在每一行（row，轴 0）都取了所有标签的那些列（column，轴 1）。每个样本只有一个标签。",
        ),
    ),
    Misconception(
        "no_log",
        _cce(lambda Y, P: float(-(Y * P).sum(axis=1).mean())),
        Text("The logarithm is missing.", "缺少对数。"),
    ),
    Misconception(
        "sign",
        _cce(lambda Y, P: float((Y * np.log(P)).sum(axis=1).mean())),
        Text("Your loss is negative: which sign stands before the sum?", "你的损失是负的：求和前面是什么符号？"),
    ),
    Misconception(
        "not_clipped",
        _cce(lambda Y, P: float(-(Y * np.log(P)).sum(axis=1).mean()), clip=False),
        Text(
            "A probability of exactly 0 gives inf or nan, also where the label is 0. Keep P above eps first.",
            "概率恰好是 0 时得到 inf 或 nan，标签为 0 的地方也一样。先让 P 不小于 eps。",
        ),
    ),
    Misconception(
        "own_eps",
        lambda Y, P, eps=1e-12: categorical_cross_entropy(Y, P),
        Text("The argument eps has no effect on your answer.", "参数 eps 对你的结果没有作用。"),
    ),
    Misconception(
        "broadcast", _cce(lambda Y, P: float(-(Y * np.log(P)).sum(axis=1).mean()), broadcast=True), BROADCAST
    ),
)

# softmax_cross_entropy_with_logits ------------------------------------------------------------------------


def _from_logits(formula: Callable[..., Any], *, negative: bool = False) -> Callable[..., Any]:
    def variant(labels: Any, Z: Any) -> Any:
        if Z.ndim != 2 or labels.shape != Z.shape[:1] or Z.size == 0:
            raise ValueError("shapes")
        if (labels >= Z.shape[1]).any() or (not negative and (labels < 0).any()):
            raise ValueError("labels")
        with np.errstate(all="ignore"):
            return formula(labels, Z.astype(np.float64))

    return variant


def _picked(values: Any, labels: Any) -> Any:
    return values[np.arange(len(values)), labels]


def _log_sums(Z: Any) -> Any:
    return np.logaddexp.reduce(Z, axis=1)


SOFTMAX_CE = (
    Misconception(
        "softmax_then_log",
        _from_logits(lambda labels, Z: float(-np.log(_picked(softmax(Z), labels)).mean())),
        Text(
            "You compute probabilities and then their logarithm. A probability that is rounded to 0 has an infinite "
            "one, however stable your softmax is. Simplify ln(softmax) on paper first.",
            "你先算概率，再取对数。概率一旦舍入成 0，对数就是无穷，softmax 再稳定也没有用。先在纸上化简 ln(softmax)。",
        ),
    ),
    Misconception(
        "naive",
        _from_logits(lambda labels, Z: float((np.log(np.exp(Z).sum(axis=1)) - _picked(Z, labels)).mean())),
        Text(
            "The exponential of a large logit overflows. What may you subtract from a whole row (axis 0) without "
            "changing the loss?",
            "很大的 logit 取指数会溢出。从一整行（row，轴 0）里减去什么，损失不变？",
        ),
    ),
    Misconception(
        "maximum_not_added_back",
        _from_logits(lambda labels, Z: float((_log_sums(Z) - Z.max(axis=1) - _picked(Z, labels)).mean())),
        Text(
            "You subtract the maximum inside the exponentials, but it does not come back. Add it again, or subtract it "
            "from the chosen logit too.",
            "你在指数里减去了最大值，却没有补回来。把它加回去，或者从挑出的 logit 里也减去它。",
        ),
    ),
    Misconception(
        "sum_over_the_batch",
        _from_logits(lambda labels, Z: float((np.logaddexp.reduce(Z, axis=None) - _picked(Z, labels)).mean())),
        Text(
            "You add the exponentials of the whole batch. Each sample has a sum of its own: which axis?",
            "你把整个批量的指数都加在一起了。每个样本各有自己的和：沿哪条轴？",
        ),
    ),
    Misconception(
        "softmax_twice",
        _from_logits(lambda labels, Z: float((_log_sums(softmax(Z)) - _picked(softmax(Z), labels)).mean())),
        Text(
            "You apply the softmax twice: the logits already went through one when your formula begins.",
            "你用了两次 softmax：你的公式开始之前，logit 已经过了一次。",
        ),
    ),
    Misconception(
        "clipped",
        _from_logits(lambda labels, Z: categorical_cross_entropy(one_hot(labels, Z.shape[1]), softmax(Z))),
        Text(
            "You clip the probabilities, so no sample costs more than about 27.6. From logits the loss can be exact.",
            "你截断了概率，于是任何样本的损失都不超过约 27.6。从 logit 出发可以算得精确。",
        ),
    ),
    Misconception(
        "sum",
        _from_logits(lambda labels, Z: float((_log_sums(Z) - _picked(Z, labels)).sum())),
        SUM,
    ),
    Misconception(
        "one_maximum_for_all",
        _from_logits(
            lambda labels, Z: float((np.log(np.exp(Z - Z.max()).sum(axis=1)) + Z.max() - _picked(Z, labels)).mean())
        ),
        Text(
            "You subtract one maximum for the whole batch. A row (axis 0) far below it vanishes: each needs its own.",
            "你对整个批量只减去一个最大值。远小于它的那一行（row，轴 0）就消失了：每一行都要减自己的最大值。",
        ),
    ),
    Misconception(
        "every_label_with_every_row",
        _from_logits(lambda labels, Z: float((_log_sums(Z)[:, None] - Z[:, labels]).mean())),
        Text(
            "You pick the columns of all labels from every row (axis 0). Each sample has one label only.",
            "你在每一行（row，轴 0）都取了所有标签的那些列（column，轴 1）。每个样本只有一个标签。",
        ),
    ),
    Misconception(
        "negative_indexes",
        _from_logits(lambda labels, Z: float((_log_sums(Z) - _picked(Z, labels)).mean()), negative=True),
        Text(
            "A label of −1 becomes the last class, silently. No class has it: raise a `ValueError`.",
            "标签 −1 悄悄变成了最后一类。没有哪一类是 −1：应当抛出 `ValueError`。",
        ),
    ),
)

# reduce_losses --------------------------------------------------------------------------------------------


def _reduced(formula: Callable[..., Any]) -> Callable[..., Any]:
    def variant(losses: Any) -> Any:
        if losses.size == 0:
            raise ValueError("empty")
        total, mean = formula(losses.astype(np.float64))
        return {"total": float(total), "mean": float(mean)}

    return variant


REDUCE = (
    Misconception(
        "swapped",
        _reduced(lambda losses: (losses.mean(), losses.sum())),
        Text("Total and mean are exchanged.", "总和与平均值反了。"),
    ),
    Misconception(
        "median",
        _reduced(lambda losses: (losses.sum(), np.median(losses))),
        Text(
            "You return the median. One large loss then has no say: asked is the mean.",
            "你返回的是中位数。这样一个很大的损失就没有分量了：题目要的是平均值。",
        ),
    ),
    Misconception(
        "empty_is_zero",
        lambda losses: {"total": float(losses.sum()), "mean": float(losses.sum() / max(losses.size, 1))},
        Text(
            "For no samples you return 0. That reads like a perfect result: raise a `ValueError`.",
            "没有样本时，你返回了 0。这看起来像完美的结果：应当抛出 `ValueError`。",
        ),
    ),
)
